# Writes OUT, a C++ file that holds the text of every FILES entry (separated by |).
string(REPLACE "|" ";" FILES "${FILES}")
set(rows "")
foreach(file IN LISTS FILES)
  get_filename_component(name ${file} NAME)
  file(READ ${file} text)
  string(APPEND rows "      {\"${name}\", R\"embedded(${text})embedded\"},\n")
endforeach()
file(WRITE ${OUT} "#include \"schema/file_format.h\"\n\nnamespace plumbline::schema {\n\n"
  "const std::vector<std::pair<std::string_view, std::string_view>>& FileFormatTexts() {\n"
  "  static const std::vector<std::pair<std::string_view, std::string_view>> texts = {\n${rows}  };\n"
  "  return texts;\n}\n\n}  // namespace plumbline::schema\n")
