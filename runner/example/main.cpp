// The schema engine from another project: compile once, judge many, explain what does not fit.
#include <plumbline/schema/schema.h>

#include <iostream>

int main() {
  namespace schema = plumbline::schema;
  const schema::Program program = schema::CompileText(
      "user.json", R"({"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}}})");
  schema::Evaluator evaluator(program);
  for (const char* text : {R"({"id": 7})", R"({"id": "seven"})", R"({})"}) {
    std::cout << text << (evaluator.Check(text) == schema::Verdict::kValid ? " fits\n" : " does not fit\n");
    for (const schema::Violation& violation :
         schema::Evaluate(program, plumbline::document::ParseJson("user", text).root)) {
      std::cout << "  " << schema::PathName(violation.instance_location) << ' ' << violation.message << '\n';
    }
  }
}
