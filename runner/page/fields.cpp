#include "page/fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/regex.h"
#include "base/text.h"
#include "page/facts.h"
#include "page/field_name.h"
#include "page/list_field.h"
#include "page/list_part.h"
#include "page/table_column.h"
#include "page/text_line.h"
#include "page/told_facts.h"

namespace plumbline::page {
namespace {

constexpr std::size_t kMostOfHeading = 300;  // bytes

// Statuses in a text: "401 / 403", "404 Not Found".
std::vector<int> StatusesIn(std::string_view text) {
  static const Regex kStatus(R"((?:^|[^\w-])([1-5]\d\d)\b)");  // and not "E-104"
  std::vector<int> statuses;
  for (const Regex::Match& match : kStatus.All(text)) statuses.push_back(std::stoi(std::string(match[1])));
  return statuses;
}

class FieldReader {
 public:
  FieldReader(const Page& page, const Outline& outline, const Mentions& mentions, Claims& claims)
      : page_(page), outline_(outline), mentions_(mentions), claims_(claims) {}

  void Run() {
    for (std::size_t b = 0; b < page_.blocks.size(); ++b) {
      if (page_.blocks[b].kind == BlockKind::kTable) ReadTable(b);
      if (page_.blocks[b].kind == BlockKind::kField) {
        std::size_t end = b + 1;
        while (end < page_.blocks.size() && page_.blocks[end].kind == BlockKind::kField) ++end;
        ReadFieldBlocks(b, end);
        b = end - 1;
      }
      if (page_.blocks[b].kind == BlockKind::kListItem) {
        std::size_t end = b + 1;
        while (end < page_.blocks.size() && page_.blocks[end].kind == BlockKind::kListItem) ++end;
        ReadListItems(b, end);
        b = end - 1;
      }
    }
    std::vector<std::vector<FieldClaim*>> fields(claims_.lists.size());
    for (FieldClaim& field : claims_.fields) fields[field.list].push_back(&field);
    for (const std::vector<FieldClaim*>& of_list : fields) ForgetNamesOfFields(of_list);
    const ListParts parts(page_, outline_, claims_);
    for (std::size_t l = first_list_; l < claims_.lists.size(); ++l) {
      PlacedList& placed = placed_[l - first_list_];
      placed.before = AsciiLower(TextBefore(placed.block));
      if (placed.before.empty()) placed.before = AsciiLower(LabelBefore(placed.block));
      parts.Decide(placed, fields[l], claims_.lists[l]);
    }
  }

 private:
  // What stands over a list: its heading, and the paragraph before it.
  std::string HeadingOver(std::size_t b) const {
    const std::size_t heading = outline_.sections[outline_.section_of[b]].heading;
    return heading == Section::kNone ? "" : page_.blocks[heading].text.text.substr(0, kMostOfHeading);
  }
  std::string TextBefore(std::size_t b) const {
    if (page_.blocks[b].kind == BlockKind::kTable && !page_.blocks[b].title.empty())
      return page_.blocks[b].title.substr(0, kMostOfHeading);
    if (b == 0) return "";
    const Block& before = page_.blocks[b - 1];
    return before.kind == BlockKind::kParagraph || before.kind == BlockKind::kHeading ? before.text.text : "";
  }

  // "**Response parameters:**" over a table, which holds for those behind it, too, with no more than a word between
  // them:
  // "- Kite info".
  std::string LabelBefore(std::size_t b) const {
    constexpr std::size_t kFarthest = 12, kLongest = 60;
    bool table = false;
    for (std::size_t i = b; i > 0 && i + kFarthest > b && outline_.section_of[i - 1] == outline_.section_of[b]; --i) {
      const Block& block = page_.blocks[i - 1];
      if (block.kind == BlockKind::kHeading || block.kind == BlockKind::kCode || block.text.text.size() > kLongest)
        break;
      if (block.kind == BlockKind::kParagraph && table) return block.text.text;
      table = block.kind == BlockKind::kTable;
    }
    return "";
  }

  FieldList NewList(std::size_t b) const {
    FieldList list;
    list.operation = mentions_.OperationAt(b);
    list.heading = HeadingOver(b);
    list.span = page_.blocks[b].span;
    static const Regex kSome(
        R"((?i)\b(?:key|important|common(?:ly)?|selected|main|notable|some|most|useful|popular|highlights?|relevant|additional|frequently|core|essential|excerpt|partial|a few|following extra|new|field notes|notes on (?:the )?fields)\b|\be\.g\.|such as|among others|including)");
    const std::string before = TextBefore(b);
    if (kSome.In(list.heading) || kSome.In(before)) list.coverage = FieldList::Coverage::kSome;
    static const Regex kStatus(R"(\b([1-5]\d\d)\b)");
    if (const auto status = kStatus.Find(list.heading)) list.status = std::stoi(std::string((*status)[1]));
    return list;
  }

  // "Either `sail` or `mast` has to be sent" lists fields, and no values.
  static void ForgetNamesOfFields(const std::vector<FieldClaim*>& fields) {
    std::set<std::string_view> names;
    for (const FieldClaim* field : fields) names.insert(field->name);
    for (FieldClaim* field : fields) {
      for (Facts* facts : {&field->facts, &field->described}) {
        const auto& values = facts->values;
        const bool own = std::find(values.begin(), values.end(), field->name) != values.end();
        const bool all = values.size() > 1 && std::all_of(values.begin(), values.end(), [&](const std::string& value) {
                           return names.contains(value);
                         });
        if (!own && !all) continue;
        facts->values.clear();
        facts->values_complete = false;
      }
    }
  }

  // The object or array of an earlier list of the same operation that the heading over a list is called by: "###
  // buttons" below a list with `buttons`.
  const FieldClaim* HolderOf(const FieldList& list) {
    if (list.operation == kNoOperation || list.heading.empty()) return nullptr;
    for (; indexed_ < claims_.fields.size(); ++indexed_) {
      const FieldClaim& field = claims_.fields[indexed_];
      const bool holds = field.facts.type == "object" || field.facts.type == "array";
      if (holds && !field.path.empty()) holders_[{field.operation, field.path.back()}] = indexed_;
    }
    const auto holder = holders_.find({list.operation, list.heading});
    return holder == holders_.end() ? nullptr : &claims_.fields[holder->second];
  }

  // A column without a name whose cells all say whether the row is required.
  static bool TellsRequired(const Block& block, std::size_t column) {
    std::size_t told = 0;
    for (const Row& row : block.rows) {
      if (row.is_header || column >= row.cells.size() || Trim(row.cells[column].text).empty()) continue;
      if (!ReadRequired(Trim(row.cells[column].text))) return false;
      ++told;
    }
    return told > 0;
  }

  void ReadTable(std::size_t b) {
    const Block& block = page_.blocks[b];
    const auto header =
        std::find_if(block.rows.begin(), block.rows.end(), [](const Row& row) { return row.is_header; });
    std::vector<Column> columns;
    if (header != block.rows.end()) {
      for (const Text& cell : header->cells) columns.push_back(ColumnOf(cell.text));
      for (std::size_t c = 0; c < columns.size(); ++c) {
        if (Trim(header->cells[c].text).empty() && TellsRequired(block, c)) columns[c] = Column::kRequired;
      }
    }
    const bool typed = header == block.rows.end() && (outline_.RoleAt(b) != Role::kTopic || !block.title.empty()) &&
                       IsTypedList(block);
    if (typed) columns = {Column::kName, Column::kType};
    const auto find = [&](Column column) {
      const auto found = std::find(columns.begin(), columns.end(), column);
      return found == columns.end() ? static_cast<std::size_t>(-1) : static_cast<std::size_t>(found - columns.begin());
    };
    const bool errors = outline_.RoleAt(b) == Role::kErrors;
    if (find(Column::kPath) != static_cast<std::size_t>(-1)) return;  // of endpoints: mentions
    if (outline_.RoleAt(b) != Role::kAside && ReadValueTable(b)) return;
    if (find(Column::kStatus) != static_cast<std::size_t>(-1) &&
        (find(Column::kName) == static_cast<std::size_t>(-1) ||
         (errors && find(Column::kType) == static_cast<std::size_t>(-1)))) {
      ReadStatusTable(b, columns);
      return;
    }
    if (outline_.RoleAt(b) == Role::kAside) return;
    std::size_t name = find(Column::kName);
    // A first column of types lists the values of something: "| Type | Value |".
    if (name == static_cast<std::size_t>(-1) && find(Column::kType) != static_cast<std::size_t>(-1) &&
        columns.front() != Column::kType)
      name = 0;
    if (name == static_cast<std::size_t>(-1) || columns.size() < 2) {
      Unread(block.span, "a table whose header names no field, status or endpoint");
      return;
    }
    std::size_t rows = 0, named = 0;
    for (const Row& row : block.rows) {
      if (row.is_header) continue;
      ++rows;
      if (name < row.cells.size() && (!FieldNamesIn(row.cells[name]).empty() || Trim(row.cells[name].text).empty()))
        ++named;
    }
    if (rows == 0 || named * 10 < rows * 7) {
      Unread(block.span, "a table whose first column holds no names");
      return;
    }
    FieldList list = NewList(b);
    if (typed && !block.title.empty()) list.heading = block.title.substr(0, kMostOfHeading);
    const std::string head = typed ? "" : header->cells[name].text;
    const std::size_t index = claims_.lists.size(), first = claims_.fields.size();
    std::optional<In> in = LocationBy(b, head);
    const FieldClaim* const holder = HolderOf(list);
    const std::optional<std::size_t> holder_list = holder ? std::optional(holder->list) : std::nullopt;
    std::vector<std::pair<int, JsonPointer>> parents;
    if (holder)
      parents.emplace_back(-1, holder->facts.type == "array" ? holder->path / std::string_view("*") : holder->path);
    for (const Row& row : block.rows) {
      if (row.is_header || name >= row.cells.size()) continue;
      const std::vector<FieldName> names = FieldNamesIn(row.cells[name]);
      if (names.empty()) {
        if (!Trim(row.cells[name].text).empty()) Unread(row.cells[name].span(), "a row whose first cell holds no name");
        continue;
      }
      // "others: as in the request" names no member.
      static const Regex kOthers(R"((?i)(?:the )?(?:others?|rest|remaining)(?: fields| members)?)");
      if (kOthers.Full(Trim(row.cells[name].text)) && row.cells[name].marks.empty()) {
        list.coverage = FieldList::Coverage::kSome;
        continue;
      }
      const int depth =
          std::max({row.depth, NestingOf(row.cells[name].text), IndentOf(page_.source.text(), row.cells[name])});
      for (const FieldName& one : names) {
        FieldClaim field;
        field.list = index;
        field.operation = list.operation;
        field.in = in.value_or(In::kUnknown);
        field.name = one.name;
        field.span = row.cells[name].SpanOf(one.begin, one.end);
        while (!parents.empty() && parents.back().first >= depth) parents.pop_back();
        const bool top = parents.empty() || (depth == 0 && !holder_list);
        field.path = top ? MemberPath(one.name) : Below(parents.back().second, one.name);
        ReadRest(one.rest, row.cells[name], one, field, list);
        for (std::size_t c = 0; c < row.cells.size() && c < columns.size() && !typed; ++c) {
          if (c != name) ReadCell(columns[c], header->cells[c].text, row.cells[c], field, list);
        }
        if (typed) {
          const Text& cell = row.cells[1];
          const std::size_t type = TypeLengths(cell.text).front();
          ReadCell(Column::kType, "", cell.Part(0, type), field, list);
          field.facts.item_type.clear();  // what is in a list is folded away there
          ReadCell(Column::kDescription, "", cell.Part(type, cell.text.size()), field, list);
        }
        if (names.size() == 1) parents.emplace_back(depth, field.path);
        claims_.fields.push_back(std::move(field));
      }
    }
    const auto own = claims_.fields.begin() + static_cast<std::ptrdiff_t>(first);
    list.has_types = std::any_of(own, claims_.fields.end(), [](const FieldClaim& f) { return f.type_span.end > 0; });
    list.has_required =
        std::any_of(own, claims_.fields.end(), [](const FieldClaim& f) { return f.required_span.end > 0; });
    if (!list.has_required) RequireByHeading(b, list, first);
    claims_.lists.push_back(std::move(list));
    placed_.push_back({in.has_value(), b, holder_list});
    placed_.back().head = AsciiLower(Trim(head));
  }

  // A table of all that one member may be: the types of events that the service sends ("Event | When" over
  // `invoice.paid`, `invoice.voided`), the states of a thing ("Status | Meaning" over `pending`, `paid`).
  bool ReadValueTable(std::size_t b) {
    const Block& block = page_.blocks[b];
    static const Regex kEvent(R"((?i)events?|event (?:types?|names?)|types? of event)"), kState(R"((?i)status|state)"),
        kMeaning(R"((?i)meaning|description|when|explanation)"), kType(R"([a-z]\w*(?:[.:_-]\w+)+)"),
        kWord(R"([a-z][a-z]+(?:[_-][a-z]+)*)");
    ToldFacts told;
    for (const Row& row : block.rows) {
      if (row.cells.size() < 2) return false;
      const std::string_view first = Trim(row.cells.front().text);
      if (row.is_header) {
        const bool state = kState.Full(first) && row.cells.size() == 2 && kMeaning.Full(Trim(row.cells[1].text));
        if (!state && !kEvent.Full(first)) return false;
        told.name = state ? AsciiLower(first) : std::string(kEventTypes);
        told.name_span = row.cells.front().span();
        continue;
      }
      const bool is_state = told.name != kEventTypes;
      if (is_state ? row.cells.front().marks.empty() || !kWord.Full(first) : !kType.Full(first)) return false;
      told.facts.values.emplace_back(first);
    }
    if (told.name.empty() || told.facts.values.size() < (told.name == kEventTypes ? 2 : 3)) return false;
    told.facts.values_complete = NewList(b).coverage == FieldList::Coverage::kAll;
    if (told.name != kEventTypes) told.operation = mentions_.OperationAt(b);
    told.span = block.span;
    claims_.told.push_back(std::move(told));
    return true;
  }

  // "Mandatory parameters" over a table that tells of none of its rows whether it is required.
  void RequireByHeading(std::size_t b, const FieldList& list, std::size_t first) {
    static const Regex kHeading(
        R"((?i)(?:(required|mandatory|obrigatórios|obligatorios)|optional|opcionais|opcionales))"
        R"((?: (?:body|query|request|path|url|header|form|json))?(?: (?:parameters?|params|fields?|attributes?|properties|arguments?|headers?|members?))?)");
    static const Regex kCondition(
        R"((?i)\b(?:optional|required|mandatory|unless|if|when|either|only|defaults?|opcional|se)\b)");
    const auto heading = kHeading.Full(Trim(list.heading));
    if (!heading || outline_.RoleAt(b) == Role::kResponse) return;
    const document::Span span = page_.blocks[outline_.sections[outline_.section_of[b]].heading].text.span();
    for (std::size_t f = first; f < claims_.fields.size(); ++f) {
      FieldClaim& field = claims_.fields[f];
      if (field.path.tokens().size() != 1 || field.facts.required || kCondition.In(field.description.text)) continue;
      field.facts.required = heading->has(1);
      field.required_span = span;
    }
  }

  // A table without a header, under a heading that says what it lists, of which every row is a name and, beside it, a
  // type with words behind: generated references show parameters so.
  static bool IsTypedList(const Block& block) {
    return !block.rows.empty() && std::all_of(block.rows.begin(), block.rows.end(), [](const Row& row) {
      if (row.is_header || row.cells.size() != 2 || row.cells[1].text.size() > 2000) return false;
      const std::vector<FieldName> names = FieldNamesIn(row.cells[0]);
      const auto plain = [](const std::string& rest) { return rest.empty() || ReadRequired(rest).has_value(); };
      const std::vector<std::size_t> types = TypeLengths(row.cells[1].text);
      // "number of rows" is no type.
      const auto ends = [&](std::size_t at) {
        const std::string_view behind = std::string_view(row.cells[1].text).substr(at);
        return behind.empty() || behind.starts_with(" nullable: ") ||
               (behind[0] == ' ' && (behind.size() == 1 || !IsLower(behind[1])));
      };
      return names.size() == 1 && plain(names[0].rest) && !types.empty() && ends(types.front());
    });
  }

  static JsonPointer Below(const JsonPointer& parent, std::string_view name) {
    JsonPointer path = parent;
    const JsonPointer below = MemberPath(name);
    for (const std::string& token : below.tokens()) path = path / token;
    return path;
  }

  // What a name's own cell says behind the name.
  static void ReadRest(const std::string& rest, const Text& cell, const FieldName& name, FieldClaim& field,
                       FieldList&) {
    if (rest.empty()) return;
    // "`name`*" is a required one, "`name`?" may be left out.
    std::string words = rest == "*" ? "required" : rest == "?" ? "optional" : rest;
    ReadGenerated(words, cell, name, field);
    if (words.empty()) return;
    if (const auto required = ReadRequired(Trim(words))) {
      field.facts.required = required;
      field.required_span = cell.SpanOf(name.end, cell.text.size());
      return;
    }
    if (ReadType(words, field.facts)) field.type_span = cell.SpanOf(name.end, cell.text.size());
    if (field.facts.required) field.required_span = cell.SpanOf(name.end, cell.text.size());
  }

  // "* number ($double) (query)": a mark for required ones, the type with its format, and where it is sent, as
  // generated references write them.
  static void ReadGenerated(std::string& words, const Text& cell, const FieldName& name, FieldClaim& field) {
    static const Regex kPlace(R"(\s*\((query|path|header|cookie|body|formData)\)\s*$)");
    const auto place = kPlace.Find(words);
    if (!place) return;
    ReadIn((*place)[1], field);
    words.resize(place->begin());
    static const Regex kStar(R"(^(?:\*|\x{00A0}|\s)+(?:required\b)?\s*)");
    if (const auto star = kStar.Find(words); star && (*star)[0].find('*') != std::string_view::npos) {
      field.facts.required = true;
      field.required_span = cell.SpanOf(name.end, cell.text.size());
      words.erase(0, star->end());
    }
  }

  void ReadCell(Column column, std::string_view title, const Text& cell, FieldClaim& field, FieldList&) {
    if (Trim(cell.text).empty()) return;
    switch (column) {
      case Column::kType:
        if (ReadType(cell.text, field.facts)) field.type_span = cell.span();
        if (field.facts.required && field.required_span.end == 0) field.required_span = cell.span();
        break;
      case Column::kRequired:
        field.facts.required = ReadRequired(cell.text, title);
        if (field.facts.required) field.required_span = cell.span();
        break;
      case Column::kNullable:
        if (const auto nullable = ReadRequired(cell.text)) field.facts.nullable = nullable;
        break;
      case Column::kDefault:
        field.facts.default_value = ReadDefault(cell);
        break;
      case Column::kIn:
        ReadIn(cell.text, field);
        break;
      case Column::kExample:
        field.facts.examples.emplace_back(Trim(cell.text));
        break;
      case Column::kValues:
        field.facts.values = ReadValues(cell, field.facts.values_complete);
        break;
      case Column::kLimit:
      case Column::kDescription:
      case Column::kOther:
        ReadDescription(cell, field.facts);
        ReadDescription(cell, field.described);
        if (field.description.empty() || column == Column::kDescription) field.description = cell;
        if (field.facts_span.end == 0 || column == Column::kDescription) field.facts_span = cell.span();
        break;
      case Column::kName:
      case Column::kStatus:
      case Column::kMethod:
      case Column::kPath:
        break;
    }
  }

  static void ReadIn(std::string_view text, FieldClaim& field) {
    const std::string lower = AsciiLower(Trim(text));
    if (lower.find("path") != std::string::npos || lower == "url")
      field.in = In::kPath;
    else if (lower.find("query") != std::string::npos)
      field.in = In::kQuery;
    else if (lower.find("header") != std::string::npos)
      field.in = In::kHeader;
    else if (lower.find("cookie") != std::string::npos)
      field.in = In::kCookie;
    else if (lower.find("body") != std::string::npos || lower.find("form") != std::string::npos || lower == "response")
      field.in = In::kBody;
  }

  // Where the heading, the header of the name column or the text before says it.
  std::optional<In> LocationBy(std::size_t b, std::string_view header) const {
    const std::string head = AsciiLower(header), before = AsciiLower(TextBefore(b));
    if (head.find("query") != std::string::npos) return In::kQuery;
    if (head.find("path") != std::string::npos) return In::kPath;
    if (head.find("header") != std::string::npos) return In::kHeader;
    switch (RoleOfList(page_, outline_, claims_, b)) {
      case Role::kQueryParameters:
        return In::kQuery;
      case Role::kPathParameters:
        return In::kPath;
      case Role::kHeaders:
        return In::kHeader;
      default:
        break;
    }
    if (before.find("query param") != std::string::npos || before.find("query string") != std::string::npos)
      return In::kQuery;
    if (before.find("path param") != std::string::npos) return In::kPath;
    return std::nullopt;
  }

  // Of the columns that may hold statuses ("Code", "HTTP") the one whose cells are some.
  void ReadStatusTable(std::size_t b, const std::vector<Column>& columns) {
    const Block& block = page_.blocks[b];
    std::size_t column = 0, most = 0;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      if (columns[c] != Column::kStatus) continue;
      std::size_t statuses = 0;
      for (const Row& row : block.rows)
        statuses += !row.is_header && c < row.cells.size() && !StatusesIn(row.cells[c].text).empty() ? 1 : 0;
      if (statuses > most) {
        most = statuses;
        column = c;
      }
    }
    if (most == 0) return;
    const std::size_t operation = mentions_.OperationAt(b);
    for (const Row& row : block.rows) {
      if (row.is_header || column >= row.cells.size()) continue;
      StatusClaim claim;
      claim.statuses = StatusesIn(row.cells[column].text);
      if (claim.statuses.empty()) continue;
      claim.operation = operation;
      claim.span = row.cells[column].span();
      claim.in_table = true;
      for (std::size_t c = 0; c < row.cells.size(); ++c) {
        if (c == column) continue;
        if (c < columns.size() && columns[c] == Column::kStatus) {
          claim.code = std::string(Trim(row.cells[c].text));
        } else if (row.cells[c].text.size() > claim.cause.text.size()) {
          claim.cause = row.cells[c];
        }
      }
      claims_.statuses.push_back(std::move(claim));
    }
  }

  // Fields that follow each other: as many lists as they have places (query, body, response).
  void ReadFieldBlocks(std::size_t begin, std::size_t end) {
    std::vector<std::pair<std::string, std::size_t>> lists;  // place -> list
    std::vector<std::pair<int, JsonPointer>> parents;
    for (std::size_t b = begin; b < end; ++b) {
      const Block& block = page_.blocks[b];
      const Text* where = block.Find("in");
      const std::string place = where == nullptr ? "" : AsciiLower(where->text);
      const Text* name = block.Find("name");
      if (place == "status") {
        StatusClaim claim;
        claim.statuses = name == nullptr ? std::vector<int>{} : StatusesIn(name->text);
        claim.operation = mentions_.OperationAt(b);
        claim.span = name == nullptr ? block.span : name->span();
        claim.cause = block.text;
        claim.in_table = true;
        if (!claim.statuses.empty()) claims_.statuses.push_back(std::move(claim));
        continue;
      }
      if (place == "response header") continue;  // no parameter, and nothing is compared with header fields of answers
      // Nested fields belong to the list of what they are nested in; ":>jsonarr" tells of the rows of an array.
      const std::string group = place + (block.info.ends_with("jsonarr") ? "[]" : "");
      auto known = std::find_if(lists.begin(), lists.end(), [&](const auto& l) { return l.first == group; });
      if (known == lists.end()) {
        FieldList list = NewList(begin);
        list.span = block.span;
        std::optional<In> in;
        if (place.empty()) in = LocationBy(begin, "");
        if (place == "response") list.part = Part::kResponse;
        if (place == "body" || place == "form") list.part = Part::kRequest;
        known = lists.insert(lists.end(), {group, claims_.lists.size()});
        claims_.lists.push_back(std::move(list));
        placed_.push_back({in.has_value() || !place.empty(), begin});
        fixed_in_ = in.value_or(In::kUnknown);
      }
      FieldList& list = claims_.lists[known->second];
      FieldClaim field;
      field.list = known->second;
      field.operation = list.operation;
      field.part = list.part;
      field.in = place.empty() ? fixed_in_ : In::kUnknown;
      if (!place.empty()) ReadIn(place, field);
      if (place == "query" || place == "path" || place == "header" || place == "cookie")
        field.part = list.part = Part::kRequest;
      if (name != nullptr) {
        field.name = std::string(Trim(name->text));
        field.span = name->span();
        while (!parents.empty() && parents.back().first >= block.level) parents.pop_back();
        field.path =
            parents.empty() || block.level == 0 ? MemberPath(field.name) : Below(parents.back().second, field.name);
        parents.emplace_back(block.level, field.path);
      } else {
        field.span = block.text.span();
      }
      if (const Text* type = block.Find("type")) {
        if (ReadType(type->text, field.facts)) field.type_span = type->span();
        if (field.facts.required) field.required_span = type->span();
        if (field.facts.type == "array" && !parents.empty() && name != nullptr)
          parents.back().second = field.path / "*";
      }
      if (const Text* required = block.Find("required")) {
        field.facts.required = required->text != "false";
        field.required_span = required->span();
      }
      if (const Text* value = block.Find("default")) field.facts.default_value = ReadDefault(*value);
      if (const Text* value = block.Find("minimum")) field.facts.minimum = value->text;
      if (const Text* value = block.Find("maximum")) field.facts.maximum = value->text;
      if (const Text* value = block.Find("nullable"); value != nullptr && value->text == "true")
        field.facts.nullable = true;
      if (const Text* value = block.Find("enum")) field.facts.values = ReadValues(*value, field.facts.values_complete);
      ReadDescription(block.text, field.facts);
      ReadDescription(block.text, field.described);
      field.description = block.text;
      field.facts_span = block.text.span();
      if (field.type_span.end > 0) list.has_types = true;
      if (field.required_span.end > 0) list.has_required = true;
      list.span.end = block.span.end;
      claims_.fields.push_back(std::move(field));
    }
  }

  // Items that begin with names, most of them with a type or a word on whether they are required.
  void ReadListItems(std::size_t begin, std::size_t end) {
    const Role role = outline_.RoleAt(begin);
    if (role == Role::kAside || role == Role::kErrors || end - begin < 2) return;
    std::vector<std::optional<ListField>> items;
    std::size_t named = 0, typed = 0;
    for (std::size_t b = begin; b < end; ++b) {
      items.push_back(ReadListField(page_.blocks[b].text));
      named += items.back() ? 1 : 0;
      typed += items.back() && items.back()->IsTyped() ? 1 : 0;
    }
    if (named * 10 < items.size() * 8 || typed < 2 || typed * 10 < named * 6) return;
    FieldList list = NewList(begin);
    list.coverage = FieldList::Coverage::kSome;  // what a list in prose leaves out is not missing
    list.span.end = page_.blocks[end - 1].span.end;
    const std::optional<In> in = LocationBy(begin, "");
    const std::size_t index = claims_.lists.size();
    std::vector<std::pair<int, JsonPointer>> parents;
    for (std::size_t b = begin; b < end; ++b) {
      const Block& block = page_.blocks[b];
      const auto& item = items[b - begin];
      while (!parents.empty() && parents.back().first >= block.level) parents.pop_back();
      if (!item) continue;
      for (const FieldName& name : item->names) {
        FieldClaim field;
        field.list = index;
        field.operation = list.operation;
        field.in = in.value_or(In::kUnknown);
        field.name = name.name;
        field.span = block.text.SpanOf(name.begin, name.end);
        field.path = parents.empty() ? MemberPath(name.name) : Below(parents.back().second, name.name);
        field.facts = item->facts;
        if (item->type_begin < item->type_end) field.type_span = block.text.SpanOf(item->type_begin, item->type_end);
        if (item->required_begin < item->required_end)
          field.required_span = block.text.SpanOf(item->required_begin, item->required_end);
        field.description = block.text.Part(item->description, block.text.text.size());
        ReadDescription(field.description, field.facts);
        ReadDescription(field.description, field.described);
        field.facts_span = field.description.empty() ? field.span : field.description.span();
        list.has_types = list.has_types || field.type_span.end > 0;
        list.has_required = list.has_required || field.required_span.end > 0;
        if (item->names.size() == 1)
          parents.emplace_back(block.level,
                               field.facts.type == "array" ? field.path / std::string_view("*") : field.path);
        claims_.fields.push_back(std::move(field));
      }
    }
    claims_.lists.push_back(std::move(list));
    placed_.push_back({in.has_value(), begin});
  }

  void Unread(document::Span span, std::string what) {
    claims_.not_understood.push_back({.span = span, .what = std::move(what)});
  }

  const Page& page_;
  const Outline& outline_;
  const Mentions& mentions_;
  Claims& claims_;
  std::size_t first_list_ = 0;
  std::vector<PlacedList> placed_;  // by list
  std::size_t indexed_ = 0;         // fields that are looked at for holders_
  std::map<std::pair<std::size_t, std::string>, std::size_t>
      holders_;  // the last object or array of an operation and name
  In fixed_in_ = In::kUnknown;
};

}  // namespace

void ReadFields(const Page& page, const Outline& outline, const Mentions& mentions, Claims& claims) {
  FieldReader(page, outline, mentions, claims).Run();
}

}  // namespace plumbline::page
