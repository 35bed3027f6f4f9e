// The two readers of JSON text against each other: one accepts what the other does, and both read the same, places
// included.
//
//   input: the text
#include "base/error.h"
#include "document/document.h"
#include "document/tape.h"
#include "fuzz/fuzz.h"

namespace plumbline::fuzz {
namespace {

using document::Cell;
using document::Tape;
using document::Value;

// Every cell of a tape against the value that it stands for. `copied`: the tape was made of the value, not of the text.
void Compare(const Tape& tape, const Cell& cell, const Value& value, bool copied) {
  Require(cell.ValueKind() == value.kind, "kinds differ");
  const document::Span span = tape.SpanOf(cell);
  const bool container = cell.IsArray() || cell.IsObject();
  Require(span.begin == value.span.begin && ((container && !copied) || span.end == value.span.end),
          "places of values differ");
  Require(tape.At(tape.PointerTo(cell)) == &cell, "the pointer to a value leads elsewhere");
  if (cell.IsArray()) {
    Require(cell.size == value.items.size(), "numbers of items differ");
    std::size_t i = 0;
    for (const Cell& item : document::Items(cell)) Compare(tape, item, value.items[i++], copied);
  }
  if (cell.IsObject()) {
    Require(cell.size == value.members.size(), "numbers of members differ");
    std::size_t i = 0;
    for (const auto& [key, member] : document::Members(cell)) {
      Require(key.view() == value.members[i].key, "keys differ");
      Require(key.hash() == document::KeyHash(key.view()), "a key's hash is another one's");
      Require(tape.SpanOf(key) == value.members[i].key_span, "places of keys differ");
      Require(tape.PointerTo(key) == tape.PointerTo(member), "a key has another pointer than its value");
      Compare(tape, member, value.members[i++].value, copied);
    }
  }
}

void Run(std::string_view text) {
  static Tape used;  // its memory is of all inputs before
  Tape tape;
  const bool accepted = tape.ReadJson(text);
  Require(used.ReadJson(text) == accepted, "a used tape reads otherwise than a new one");
  document::Document document;
  try {
    document = document::ParseJson("text.json", std::string(text));
  } catch (const Error& error) {
    Require(!accepted, std::string("read to a tape, refused by the parser: ") + error.what());
    return;
  }
  Require(accepted, "read by the parser, refused by the tape");
  const std::string written = document::WriteJson(document.root, 0);
  Require(document::WriteJson(tape.root()) == written, "the tape holds something else");
  Compare(tape, tape.root(), document.root, false);
  Compare(used, used.root(), document.root, false);
  Tape copied;
  copied.ReadValue(document.root);
  Compare(copied, copied.root(), document.root, true);
  Require(document::Equal(tape.root(), copied.root()), "a copy does not equal what it was made of");
  Require(document::EqualityHash(tape.root()) == document::EqualityHash(copied.root()), "a copy has another hash");
  Tape again;
  Require(again.ReadJson(written), "what is written cannot be read");
  Require(document::Equal(tape.root(), again.root()), "what is written is read as something else");
}

}  // namespace
}  // namespace plumbline::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  plumbline::fuzz::Run(plumbline::fuzz::TextOf(data, size));
  return 0;
}
