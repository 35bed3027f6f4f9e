#include "page/blueprint.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/regex.h"
#include "base/text.h"

namespace plumbline::page {
namespace {

constexpr std::size_t kMostOfItem = 2000;  // bytes of an item that tells a member

// "/cars/{id}{?fuel}" without the variables of its query.
std::string_view PathAlone(std::string_view written) {
  for (std::string_view query : {"{?", "{&", "{#"}) written = written.substr(0, written.find(query));
  return written;
}

class BlueprintReader {
 public:
  explicit BlueprintReader(std::vector<Block> blocks) : blocks_(std::move(blocks)) {}

  std::vector<Block> Read() {
    for (Block& block : blocks_) {
      if (block.kind == BlockKind::kHeading) {
        ReadHeading(block);
      } else if (block.kind == BlockKind::kListItem) {
        if (ReadItem(block)) continue;
      } else if (block.kind == BlockKind::kCode) {
        ReadCode(block);
      }
      read_.push_back(std::move(block));
    }
    return std::move(read_);
  }

 private:
  enum class Mode { kNone, kParameters, kMembers };

  // "### Find cars [GET]": the action with the path of its resource, which stands where the method does.
  void ReadHeading(Block& block) {
    Begin("");
    static const Regex kNamed(R"(\[(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)?\s*(/[^\]]*)?\]\s*$)");
    static const Regex kObject(R"(\((?:object|array\b[^)]*|[A-Z][\w ]*)\)\s*$)");
    if (structures_ != 0 && block.level <= structures_) structures_ = 0;
    if (block.text.text == "Data Structures")
      structures_ = block.level;
    else if (structures_ != 0 && kObject.In(block.text.text))
      mode_ = Mode::kMembers;
    const auto named = kNamed.Find(block.text.text);
    if (!named) return;
    const bool action = named->has(1);
    const std::string path(named->has(2) ? PathAlone((*named)[2])
                           : action      ? std::string_view(resource_)
                                         : std::string_view());
    if (!action) resource_ = path;
    path_ = path;
    if (!action || path.empty()) return;
    Text text = block.text.Part(0, named->groups[1].end);
    const std::size_t place = block.text.SpanOf(named->groups[1].begin, named->groups[1].end).end - 1;
    for (const char c : " " + path + "]") text.Append(std::string(1, c), place);
    block.text = std::move(text);
  }

  void Begin(std::string payload) {
    payload_ = std::move(payload);
    part_.clear();
    mode_ = Mode::kNone;
    mode_level_ = 0;
    field_ = kNone;
    listing_ = false;
  }

  void Enter(Mode mode, int level) {
    mode_ = mode;
    mode_level_ = level;
    field_ = kNone;
    listing_ = false;
  }

  // Whether the item is told by a field before it and is no block of its own.
  bool ReadItem(Block& block) {
    const std::string& text = block.text.text;
    static const Regex kPayload(R"(^(?:Request|Response)\b)"), kAttributes(R"(^Attributes?(?: \(.*\))?$)");
    if (mode_ != Mode::kNone && block.level <= mode_level_) mode_ = Mode::kNone;
    if (block.level == 1 && mode_ == Mode::kNone && kPayload.In(text)) {
      Begin(text);
    } else if (text == "Parameters") {
      Enter(Mode::kParameters, block.level);
    } else if (kAttributes.In(text)) {
      Enter(Mode::kMembers, block.level);
    } else if (text == "Body" || text == "Headers" || text == "Schema") {
      part_ = text;
      mode_ = Mode::kNone;
    } else if (mode_ != Mode::kNone && text.size() < kMostOfItem) {
      return ReadMember(block);
    }
    return false;
  }

  bool ReadMember(Block& block) {
    const std::string& text = block.text.text;
    const int level = block.level - mode_level_ - 1;
    if (field_ != kNone && level > read_[field_].level) {
      static const Regex kDefault(R"(^Default:? *(.*)$)"), kValue(R"(^[\w.:+-]+(?: - .*)?$)"),
          kOther(R"(^(?:Sample|Example)\b)");
      if (text == "Members" || text == "Items" || text == "Values") return listing_ = true;
      if (const auto value = kDefault.Find(text); value && !(*value)[1].empty()) {
        read_[field_].attributes.push_back({"default", block.text.Part(value->groups[1].begin, value->groups[1].end)});
        return true;
      }
      if (kOther.In(text)) return true;
      if ((listing_ || is_enum_) && kValue.In(text)) return AddValue(block.text);
    }
    static const Regex kMember(R"(^([A-Za-z_$][\w.$-]*)(?::\s*(.*?))?(?:\s*\(([^()]*)\))?(?:\s+-\s+(.*))?$)");
    const auto member = kMember.Find(text);
    if (!member || !(member->has(2) || member->has(3) || member->has(4) || text.find(' ') == std::string::npos))
      return false;
    MakeField(block, *member, level);
    return false;
  }

  bool AddValue(const Text& item) {
    const Text value = item.Part(0, std::min(item.text.find(" - "), item.text.size()));
    Block& field = read_[field_];
    if (field.attributes.empty() || field.attributes.back().name != "enum") field.attributes.push_back({"enum", {}});
    Text& values = field.attributes.back().value;
    if (!values.empty()) values.Append(", ", values.span().end);
    values.Append(value.text, value.span().begin);
    return true;
  }

  void MakeField(Block& block, const Regex::Match& member, int level) {
    const Text item = std::exchange(block.text, {});
    block.kind = BlockKind::kField;
    block.level = level;
    block.attributes.push_back({"name", item.Part(member.groups[1].begin, member.groups[1].end)});
    block.attributes.back().value.marks.clear();
    const auto say = [&](std::string name, std::string_view value, std::size_t at) {
      Text text;
      text.Append(value, item.SpanOf(at, at + 1).begin);
      block.attributes.push_back({std::move(name), std::move(text)});
    };
    is_enum_ = false;
    if (member.has(3)) {
      std::size_t at = member.groups[3].begin;
      for (std::string_view one : Split(member[3], ',')) {
        const std::string_view word = Trim(one);
        const std::size_t begin = at + (one.empty() || word.empty() ? 0 : one.find(word));
        at += one.size() + 1;
        if (word == "required" || word == "optional")
          say("required", word == "required" ? "true" : "false", begin);
        else if (word == "nullable")
          say("nullable", "true", begin);
        else if (!word.empty() && word != "fixed" && word != "fixed-type" && word != "sample" &&
                 block.Find("type") == nullptr) {
          is_enum_ = word.starts_with("enum");
          block.attributes.push_back({"type", item.Part(begin, begin + word.size())});
        }
      }
    }
    if (const std::string_view where = Where(member[1]); !where.empty()) say("in", where, member.groups[1].begin);
    if (member.has(4)) block.text = item.Part(member.groups[4].begin, member.groups[4].end);
    field_ = read_.size();
    listing_ = false;
  }

  std::string_view Where(std::string_view name) const {
    if (mode_ == Mode::kParameters) {
      const std::string variable = "{" + std::string(name) + "}";
      return path_.find(variable) != std::string::npos ? "path" : "query";
    }
    return payload_.starts_with("Request") ? "body" : payload_.starts_with("Response") ? "response" : "";
  }

  void ReadCode(Block& block) {
    if (payload_.empty()) return;
    if (block.title.empty()) block.title = payload_;
    if (block.language.empty() && (part_ == "Headers" || part_ == "Schema")) block.language = AsciiLower(part_);
  }

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::vector<Block> blocks_, read_;
  std::string resource_, path_;  // of the resource, and of the action where it has its own
  std::string payload_, part_;   // "Response 200 (application/json)", "Body"
  Mode mode_ = Mode::kNone;
  int mode_level_ = 0;         // of the item that announced what is listed
  int structures_ = 0;         // level of the heading over named objects
  std::size_t field_ = kNone;  // the last field, in read_
  bool is_enum_ = false;       // it is one of listed values
  bool listing_ = false;       // its values are announced
};

}  // namespace

bool IsBlueprint(const std::vector<Block>& blocks) {
  return !blocks.empty() && blocks.front().text.text.starts_with("FORMAT: 1A");
}

std::vector<Block> ReadBlueprint(std::vector<Block> blocks) { return BlueprintReader(std::move(blocks)).Read(); }

}  // namespace plumbline::page
