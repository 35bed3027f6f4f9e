#include "suite/expression.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <optional>

#include "base/date.h"
#include "base/decimal.h"
#include "base/text.h"
#include "document/document.h"
#include "schema/schema.h"

namespace plumbline::suite {

using document::Value;

// A node of the tree: an operator or function with its operands, a pointer, or a literal.
struct Expression::Term {
  std::string op;  // "==", "+", "sum", …; "pointer"; "literal"
  std::vector<std::shared_ptr<const Term>> operands;
  JsonPointer pointer;
  Value literal;
};

namespace {

using Term = Expression::Term;
using TermPtr = std::shared_ptr<const Term>;

struct Function {
  std::string_view name;
  std::size_t arity;
  bool collects;  // takes all that a pointer stands for
};
constexpr std::array<Function, 6> kFunctions = {{{"sum", 1, true},
                                                 {"count", 1, true},
                                                 {"min", 1, true},
                                                 {"max", 1, true},
                                                 {"days", 2, false},
                                                 {"length", 1, false}}};

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  TermPtr Parse() {
    TermPtr left = ParseSum();
    Skip();
    for (std::string_view op : {"==", "!=", "<=", ">=", "<", ">"}) {
      if (!text_.substr(at_).starts_with(op)) continue;
      at_ += op.size();
      TermPtr right = ParseSum();
      Skip();
      if (at_ < text_.size())
        throw ExpressionError{at_, fmt::format("unexpected '{}' after the comparison", text_.substr(at_))};
      return Make(std::string(op), {std::move(left), std::move(right)});
    }
    if (at_ < text_.size()) throw ExpressionError{at_, fmt::format("unexpected '{}'", text_.substr(at_))};
    throw ExpressionError{at_, "an invariant compares two sides: ==, !=, <, <=, > or >= is missing"};
  }

 private:
  static TermPtr Make(std::string op, std::vector<TermPtr> operands) {
    auto term = std::make_shared<Term>();
    term->op = std::move(op);
    term->operands = std::move(operands);
    return term;
  }

  static TermPtr Literal(Value value) {
    auto term = std::make_shared<Term>();
    term->op = "literal";
    term->literal = std::move(value);
    return term;
  }

  void Skip() { at_ = std::min(text_.find_first_not_of(" \t\n", at_), text_.size()); }
  bool Take(char c) {
    Skip();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  void Expect(char c) {
    if (!Take(c)) throw ExpressionError{at_, fmt::format("'{}' is missing", c)};
  }

  TermPtr ParseSum() {
    TermPtr left = ParseProduct();
    while (true) {
      if (Take('+')) {
        left = Make("+", {left, ParseProduct()});
      } else if (Take('-')) {
        left = Make("-", {left, ParseProduct()});
      } else {
        return left;
      }
    }
  }

  TermPtr ParseProduct() {
    TermPtr left = ParsePrimary();
    while (Take('*')) left = Make("*", {left, ParsePrimary()});
    return left;
  }

  TermPtr ParsePrimary() {
    constexpr int kMaxDepth = 100;
    if (depth_ > kMaxDepth) throw ExpressionError{at_, "nested too deep"};
    Skip();
    if (at_ >= text_.size()) throw ExpressionError{at_, "a value is missing"};
    const char c = text_[at_];
    if (c == '(') {
      ++at_, ++depth_;
      TermPtr inner = ParseSum();
      --depth_;
      Expect(')');
      return inner;
    }
    if (c == '/') return ParsePointer();
    if (c == '"') return ParseString();
    if (c == '-' || (c >= '0' && c <= '9')) return ParseNumber();
    return ParseWord();
  }

  TermPtr ParsePointer() {
    const std::size_t begin = at_;
    at_ = std::min(text_.find_first_of(" \t\n(),", at_), text_.size());
    const auto pointer = JsonPointer::Parse(text_.substr(begin, at_ - begin));
    if (!pointer) throw ExpressionError{begin, "this is no JSON Pointer"};
    auto term = std::make_shared<Term>();
    term->op = "pointer";
    term->pointer = *pointer;
    return term;
  }

  TermPtr ParseString() {
    const std::size_t end = text_.find('"', at_ + 1);
    if (end == std::string_view::npos) throw ExpressionError{at_, "the string does not end"};
    const std::string_view content = text_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
    return Literal(Value::String(std::string(content)));
  }

  TermPtr ParseNumber() {
    const std::size_t begin = at_++;
    const auto sign = [&] {
      return at_ < text_.size() && (text_[at_] == '-' || text_[at_] == '+') &&
             (text_[at_ - 1] == 'e' || text_[at_ - 1] == 'E');
    };
    do {
      at_ = std::min(text_.find_first_not_of("0123456789.eE", at_), text_.size());
    } while (sign() && ++at_ < text_.size());
    const std::string number(text_.substr(begin, at_ - begin));
    if (!Decimal::Parse(number)) throw ExpressionError{begin, fmt::format("'{}' is no number", number)};
    return Literal(Value::Number(number));
  }

  TermPtr ParseWord() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && ((text_[at_] >= 'a' && text_[at_] <= 'z') || text_[at_] == '_')) ++at_;
    const std::string word(text_.substr(begin, at_ - begin));
    if (word == "true" || word == "false") return Literal(Value::Boolean(word == "true"));
    if (word == "null") return Literal(Value::Null());
    const auto function =
        std::find_if(kFunctions.begin(), kFunctions.end(), [&](const Function& f) { return f.name == word; });
    if (function == kFunctions.end()) {
      std::vector<std::string> names;
      for (const Function& f : kFunctions) names.emplace_back(f.name);
      throw ExpressionError{begin, word.empty() ? fmt::format("unexpected '{}'", text_[begin])
                                                : fmt::format("'{}' is no function{}", word, DidYouMean(word, names))};
    }
    Expect('(');
    ++depth_;
    std::vector<TermPtr> operands = {ParseSum()};
    while (Take(',')) operands.push_back(ParseSum());
    --depth_;
    Expect(')');
    if (operands.size() != function->arity) {
      throw ExpressionError{begin, fmt::format("{}() takes {}", word, Count(function->arity, "value"))};
    }
    return Make(word, std::move(operands));
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

// Thrown where the body does not have what an invariant speaks of.
struct Problem {
  std::string message;
  JsonPointer location;
};

struct Operand {
  Value value;
  bool computed = false;  // an exact decimal, by arithmetic
};

std::optional<Decimal> AsDecimal(const Value& value) {
  return value.IsNumber() || value.IsString() ? Decimal::Parse(value.text) : std::nullopt;
}

std::size_t Stars(const JsonPointer& pointer) {
  return static_cast<std::size_t>(std::count(pointer.tokens().begin(), pointer.tokens().end(), "*"));
}

class Evaluator {
 public:
  // `items`: the indexes that the free `*` of a pointer stand for, from the left.
  Evaluator(const Value& body, const std::vector<std::size_t>& items) : body_(body), items_(items) {}

  Operand Evaluate(const Term& term) const {
    if (term.op == "literal") return {term.literal, false};
    if (term.op == "pointer") return {Find(Bound(term.pointer)), false};
    if (term.op == "+" || term.op == "-" || term.op == "*") return Arithmetic(term);
    return Call(term);
  }

  // The pointer with its first `most` stars replaced by the items they stand for.
  JsonPointer Bound(const JsonPointer& pointer, std::size_t most = SIZE_MAX) const {
    std::vector<std::string> tokens = pointer.tokens();
    std::size_t star = 0;
    for (std::string& token : tokens) {
      if (token == "*" && star < std::min(most, items_.size())) token = std::to_string(items_[star++]);
    }
    return JsonPointer(std::move(tokens));
  }

 private:
  const Value& Find(const JsonPointer& pointer) const {
    const Value* value = body_.At(pointer);
    if (value == nullptr) throw Problem{fmt::format("the body has no {}", pointer.ToString()), Nearest(pointer)};
    return *value;
  }

  JsonPointer Nearest(JsonPointer pointer) const {
    while (body_.At(pointer) == nullptr) pointer = pointer.Parent();
    return pointer;
  }

  Decimal Number(const Term& term) const {
    const Value value = Evaluate(term).value;
    const auto number = AsDecimal(value);
    if (!number) {
      throw Problem{
          fmt::format("{} is {}, not a number", term.op == "pointer" ? Bound(term.pointer).ToString() : "an operand",
                      schema::Describe(value)),
          term.op == "pointer" ? Bound(term.pointer) : JsonPointer()};
    }
    return *number;
  }

  static Operand Exact(const std::optional<Decimal>& number) {
    if (!number) throw Problem{"the numbers are too far apart to compute with", {}};
    return {Value::Number(number->ToString()), true};
  }

  Operand Arithmetic(const Term& term) const {
    const Decimal left = Number(*term.operands[0]), right = Number(*term.operands[1]);
    if (term.op == "*") return Exact(Multiply(left, right));
    return Exact(Add(left, term.op == "+" ? right : right.Negated()));
  }

  // All values that a pointer with any number of `*` stands for.
  void Collect(const Value& value, const JsonPointer& pointer, std::size_t token,
               std::vector<const Value*>& found) const {
    const auto& tokens = pointer.tokens();
    if (token == tokens.size()) {
      found.push_back(&value);
    } else if (tokens[token] == "*") {
      for (const Value& item : value.items) Collect(item, pointer, token + 1, found);
      for (const document::Member& member : value.members) Collect(member.value, pointer, token + 1, found);
    } else {
      const Value* child = value.At(JsonPointer({tokens[token]}));
      if (child == nullptr) throw Problem{fmt::format("the body has no {}", pointer.ToString()), {}};
      Collect(*child, pointer, token + 1, found);
    }
  }

  Operand Call(const Term& term) const {
    const Term& first = *term.operands[0];
    if (term.op == "days") return Days(first, *term.operands[1]);
    if (term.op == "length") {
      const Value text = Evaluate(first).value;
      if (!text.IsString()) throw Problem{fmt::format("length() of {}", schema::Describe(text)), first.pointer};
      return Exact(Decimal(static_cast<std::int64_t>(CodePointCount(text.text))));
    }
    std::vector<const Value*> values;
    if (first.op != "pointer") throw Problem{fmt::format("{}() takes a JSON Pointer", term.op), {}};
    // One star at least is left to collect over: max(/rows/*/n) is that of all rows. A count needs none.
    const std::size_t stars = Stars(first.pointer);
    const JsonPointer bound = Bound(first.pointer, term.op == "count" || stars == 0 ? stars : stars - 1);
    Collect(body_, bound, 0, values);
    if (term.op == "count") {
      const std::size_t count = Stars(bound) > 0 ? values.size() : values[0]->items.size() + values[0]->members.size();
      return Exact(Decimal(static_cast<std::int64_t>(count)));
    }
    std::optional<Decimal> result;
    for (const Value* value : values) {
      const auto number = AsDecimal(*value);
      if (!number)
        throw Problem{fmt::format("{}({}) meets {}", term.op, first.pointer.ToString(), schema::Describe(*value)), {}};
      if (!result) {
        result = number;
      } else if (term.op == "sum") {
        result = Add(*result, *number);
        if (!result) break;
      } else if (term.op == "min" ? *number < *result : *number > *result) {
        result = number;
      }
    }
    if (values.empty() && term.op != "sum") throw Problem{fmt::format("{}() of nothing", term.op), {}};
    return Exact(values.empty() ? Decimal() : result);
  }

  Operand Days(const Term& from, const Term& to) const {
    const auto date = [&](const Term& term) {
      const Value value = Evaluate(term).value;
      const auto parsed = value.IsString() ? ParseDate(std::string_view(value.text).substr(0, 10)) : std::nullopt;
      if (!parsed)
        throw Problem{fmt::format("{} is no date", schema::Describe(value)),
                      term.op == "pointer" ? Bound(term.pointer) : JsonPointer()};
      return *parsed;
    };
    return Exact(Decimal((date(to) - date(from)).count()));
  }

  const Value& body_;
  const std::vector<std::size_t>& items_;
};

// The first pointer of the tree; with `free`, the one outside of functions that has most `*`.
const Term* FindPointer(const Term& term, bool free) {
  if (term.op == "pointer") return !free || Stars(term.pointer) > 0 ? &term : nullptr;
  const bool collects = std::any_of(kFunctions.begin(), kFunctions.end(),
                                    [&](const Function& f) { return f.collects && f.name == term.op; });
  if (free && collects) return nullptr;
  const Term* best = nullptr;
  for (const TermPtr& operand : term.operands) {
    const Term* found = FindPointer(*operand, free);
    if (found != nullptr && (best == nullptr || (free && Stars(found->pointer) > Stars(best->pointer)))) best = found;
  }
  return best;
}

JsonPointer BeforeStar(const JsonPointer& pointer) {
  const auto& tokens = pointer.tokens();
  return JsonPointer(std::vector<std::string>(tokens.begin(), std::find(tokens.begin(), tokens.end(), "*")));
}

bool Compare(const std::string& op, const Operand& left, const Operand& right) {
  const bool numeric = left.computed || right.computed || left.value.IsNumber() || right.value.IsNumber();
  const auto a = AsDecimal(left.value), b = AsDecimal(right.value);
  std::strong_ordering order = std::strong_ordering::equal;
  if (numeric) {
    // A number and something else are unequal, and in no order.
    if (!a || !b) return op == "!=";
    order = *a <=> *b;
  } else if (op == "==" || op == "!=") {
    return document::Equal(left.value, right.value) == (op == "==");
  } else {
    if (!left.value.IsString() || !right.value.IsString()) return false;
    order = a && b ? *a <=> *b : left.value.text <=> right.value.text;
  }
  if (op == "==") return order == 0;
  if (op == "!=") return order != 0;
  if (op == "<") return order < 0;
  if (op == "<=") return order <= 0;
  return op == ">" ? order > 0 : order >= 0;
}

std::optional<InvariantFailure> Check(const Term& root, const Value& body, const std::vector<std::size_t>& items) {
  const Evaluator evaluator(body, items);
  const Term* named = FindPointer(root, !items.empty());
  JsonPointer location = named == nullptr ? JsonPointer() : evaluator.Bound(named->pointer);
  try {
    const Operand left = evaluator.Evaluate(*root.operands[0]), right = evaluator.Evaluate(*root.operands[1]);
    if (Compare(root.op, left, right)) return std::nullopt;
    const std::string a = document::WriteJson(left.value, 0), b = document::WriteJson(right.value, 0);
    while (body.At(location) == nullptr) location = location.Parent();
    return InvariantFailure{fmt::format("the left side is {}, the right side {}", a, b), location, root.op + ' ' + b,
                            a};
  } catch (const Problem& problem) {
    if (!problem.location.empty()) location = problem.location;
    while (body.At(location) == nullptr) location = location.Parent();
    return InvariantFailure{problem.message, location, "a body for which the invariant can be computed",
                            problem.message};
  }
}

}  // namespace

Expression Expression::Parse(std::string_view text) {
  Expression expression;
  expression.root_ = Parser(text).Parse();
  return expression;
}

std::vector<InvariantFailure> Expression::Evaluate(const Value& body) const {
  std::vector<InvariantFailure> failures;
  const Term* each = FindPointer(*root_, true);
  std::vector<std::size_t> items;
  // One `*` after the other becomes an index, until none is left.
  const std::function<void()> visit = [&] {
    const JsonPointer bound = each == nullptr ? JsonPointer() : Evaluator(body, items).Bound(each->pointer);
    if (Stars(bound) == 0) {
      if (auto failure = Check(*root_, body, items)) failures.push_back(std::move(*failure));
      return;
    }
    const JsonPointer rows = BeforeStar(bound);
    const Value* list = body.At(rows);
    if (list == nullptr || !list->IsArray()) {
      failures.push_back(
          {rows.empty() ? "the body is no array" : fmt::format("the body has no array {}", rows.ToString()),
           {},
           "an array",
           list == nullptr ? "nothing" : schema::Describe(*list)});
      return;
    }
    for (std::size_t i = 0; i < list->items.size(); ++i) {
      items.push_back(i);
      visit();
      items.pop_back();
    }
  };
  visit();
  return failures;
}

}  // namespace plumbline::suite
