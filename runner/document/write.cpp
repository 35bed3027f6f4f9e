// Values to JSON text.
#include <nlohmann/json.hpp>

#include "base/fresh_stack.h"
#include "document/document.h"

namespace plumbline::document {
namespace {

std::string Quoted(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

class Writer {
 public:
  explicit Writer(int indent) : indent_(indent) {}

  void Write(const Value& value, int depth) {
    switch (value.kind) {
      case Kind::kNull:
        out += "null";
        return;
      case Kind::kBoolean:
        out += value.boolean ? "true" : "false";
        return;
      case Kind::kNumber:
        out += value.text;
        return;
      case Kind::kString:
        out += Quoted(value.text);
        return;
      case Kind::kArray:
        OnDeepStack(
            depth, [&] { WriteRow('[', ']', value.items, depth, [&](const Value& item) { Write(item, depth + 1); }); });
        return;
      case Kind::kObject:
        OnDeepStack(depth, [&] {
          WriteRow('{', '}', value.members, depth, [&](const Member& member) {
            out += Quoted(member.key) + (indent_ > 0 ? ": " : ":");
            Write(member.value, depth + 1);
          });
        });
        return;
    }
  }

  std::string out;

 private:
  template <typename Row, typename WriteOne>
  void WriteRow(char open, char close, const Row& row, int depth, WriteOne write_one) {
    out += open;
    bool first = true;
    for (const auto& element : row) {
      if (!first) out += ',';
      first = false;
      NewLine(depth + 1);
      write_one(element);
    }
    if (!row.empty()) NewLine(depth);
    out += close;
  }

  void NewLine(int depth) {
    if (indent_ > 0) out += '\n' + std::string(static_cast<std::size_t>(indent_ * depth), ' ');
  }

  int indent_;
};

}  // namespace

std::string WriteJson(const Value& value, int indent) {
  Writer writer(indent);
  writer.Write(value, 0);
  return std::move(writer.out);
}

}  // namespace plumbline::document
