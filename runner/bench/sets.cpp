#include "bench/sets.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "base/error.h"
#include "document/flat.h"

namespace plumbline::bench {

using document::Value;

namespace {

constexpr std::size_t kMostTries = 64;  // changes of one instance

// Every value of the tree with the object or array that holds it, in document order; the root first, held by nothing.
struct Place {
  Value* holder;
  std::size_t index;
  Value* value;
};

std::vector<Place> PlacesOf(Value& root) {
  std::vector<Place> places{{nullptr, 0, &root}};
  for (std::size_t next = 0; next < places.size(); ++next) {
    Value* const value = places[next].value;
    for (std::size_t i = 0; i < value->items.size(); ++i) places.push_back({value, i, &value->items[i]});
    for (std::size_t i = 0; i < value->members.size(); ++i) places.push_back({value, i, &value->members[i].value});
  }
  return places;
}

Value OfAnotherType(const Value& value, bool object) {
  if (object && !value.IsObject()) return Value::Object();
  if (value.IsNumber()) return Value::String("spoilt");
  return Value::Number(std::int64_t{-7});
}

}  // namespace

std::size_t Set::bytes() const {
  std::size_t sum = 0;
  for (const std::string& instance : instances) sum += instance.size() + 1;
  return sum;
}

schema::Options SetOptions() {
  schema::Options options;
  options.assert_formats = false;
  return options;
}

document::Limits SetLimits() {
  document::Limits limits;
  limits.max_depth = schema::kMostLevels;
  return limits;
}

Set ReadSet(const std::string& folder) {
  Set set;
  const std::filesystem::path path = std::filesystem::path(folder).lexically_normal();
  set.name = path.has_filename() ? path.filename() : path.parent_path().filename();
  set.schema = document::ReadFile(path / "schema.json", path / "schema.json");
  std::istringstream lines(document::ReadFile(path / "instances.jsonl", path / "instances.jsonl"));
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty()) set.instances.push_back(line);
  }
  return set;
}

std::vector<std::string> SetFolders(const std::string& folder) {
  std::vector<std::string> folders;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(folder, none)) {
    if (std::filesystem::exists(entry.path() / "schema.json")) folders.push_back(entry.path());
  }
  std::sort(folders.begin(), folders.end());
  return folders;
}

void WriteLines(const std::string& path, const std::vector<std::string>& lines) {
  std::ofstream out(path, std::ios::binary);
  for (const std::string& line : lines) out << line << '\n';
  out.close();
  if (!out) throw Error("cannot write " + path);
}

void WriteSet(const Set& set, const std::string& folder) {
  const std::filesystem::path path = std::filesystem::path(folder) / set.name;
  std::filesystem::create_directories(path);
  WriteLines(path / "schema.json", {set.schema});
  WriteLines(path / "instances.jsonl", set.instances);
}

std::vector<std::string> Spoil(const Set& set) {
  schema::Evaluator evaluator(schema::CompileText("schema.json", set.schema, SetOptions()));
  std::vector<std::string> invalid;
  for (std::size_t number = 0; number < set.instances.size(); ++number) {
    document::Tape tape;
    if (!tape.ReadJson(set.instances[number], SetLimits())) throw Error(set.name + " has an instance that is not JSON");
    Value value = document::ToValue(tape.root());
    const std::size_t count = PlacesOf(value).size();
    for (std::size_t tries = 0; tries < kMostTries; ++tries) {
      Value changed = value;
      const std::vector<Place> places = PlacesOf(changed);
      // A walk over the places that begins elsewhere in every instance and meets the root last.
      const std::size_t at = count == 1 || tries + 1 == kMostTries ? 0 : 1 + (number * 7919 + tries * 31) % (count - 1);
      const Place place = places[at];
      if (tries % 2 == number % 2 && place.holder != nullptr && place.holder->IsObject()) {
        place.holder->members.erase(place.holder->members.begin() + static_cast<std::ptrdiff_t>(place.index));
      } else {
        *place.value = OfAnotherType(*place.value, tries % 3 == 2);
      }
      std::string text = document::WriteJson(changed, 0);
      if (evaluator.Check(text) != schema::Verdict::kInvalid) continue;
      invalid.push_back(std::move(text));
      break;
    }
  }
  return invalid;
}

}  // namespace plumbline::bench
