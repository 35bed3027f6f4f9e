// Any text as YAML: it is refused with an Error, or read to values whose places lie in the text and which JSON can
// write.
//
//   input: the text
#include "base/error.h"
#include "document/document.h"
#include "fuzz/fuzz.h"

namespace plumbline::fuzz {
namespace {

using document::Document;
using document::Value;

void RequirePlaces(const Value& value, std::size_t size) {
  Require(value.span.begin <= value.span.end && value.span.end <= size, "a value stands outside of the text");
  for (const Value& item : value.items) RequirePlaces(item, size);
  for (const document::Member& member : value.members) {
    Require(member.key_span.begin <= member.key_span.end && member.key_span.end <= size,
            "a key stands outside of the text");
    RequirePlaces(member.value, size);
  }
}

void Run(std::string_view text) {
  Document document;
  try {
    // The aliases of a few bytes may stand for many values; here less of them is enough to be slow.
    document = document::ParseYaml("text.yaml", std::string(text), {.max_alias_values = 5'000});
  } catch (const Error& error) {
    Require(!error.message().empty(), "an error says nothing");
    return;
  }
  RequirePlaces(document.root, text.size());
  const std::string written = document::WriteJson(document.root, 0);
  try {
    Require(document::WriteJson(document::ParseJson("text.json", written).root, 0) == written,
            "what is written is read as something else");
  } catch (const Error& error) {
    Found(std::string("what is written is no JSON: ") + error.what());
  }
  try {
    Require(document::WriteJson(document::ParseYaml("text.yaml", written).root, 0) == written,
            "JSON is something else as YAML");
  } catch (const Error&) {
    // YAML has bounds that JSON has not: a key of one line has at most 1,024 characters.
  }
}

}  // namespace
}  // namespace plumbline::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  plumbline::fuzz::Run(plumbline::fuzz::TextOf(data, size));
  return 0;
}
