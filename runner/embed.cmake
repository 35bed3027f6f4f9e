# Writes OUT, a C++ file with a function NAME that gives the name below ROOT and the text of every FILES entry (separated by |).
# HEADER declares the function, in the namespace NAMESPACE of plumbline.
string(REPLACE "|" ";" FILES "${FILES}")
set(rows "")
foreach(file IN LISTS FILES)
  file(RELATIVE_PATH name ${ROOT} ${file})
  file(READ ${file} text)
  string(APPEND rows "      {\"${name}\", R\"embedded(${text})embedded\"},\n")
endforeach()
file(WRITE ${OUT} "#include \"${HEADER}\"\n\nnamespace plumbline::${NAMESPACE} {\n\n"
  "const std::vector<std::pair<std::string_view, std::string_view>>& ${NAME}() {\n"
  "  static const std::vector<std::pair<std::string_view, std::string_view>> texts = {\n${rows}  };\n"
  "  return texts;\n}\n\n}  // namespace plumbline::${NAMESPACE}\n")
