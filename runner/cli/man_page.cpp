#include "cli/man_page.h"

#include <fmt/format.h>

#include "base/text.h"

namespace plumbline::cli {
namespace {

// Text of any line: roff's own characters written out, hyphens that can be copied.
std::string Escaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == '\\') {
      out += "\\e";
    } else if (byte == '-') {
      out += "\\-";
    } else if (byte == '\'') {
      out += "\\(aq";
    } else if (byte == '.' && i == 0) {
      out += "\\&.";
    } else if (byte < 0x80) {
      out += text[i];
    } else {
      // Summaries are UTF-8: a lead byte, and one to three that follow.
      const int more = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : 1;
      std::uint32_t code_point = byte & (0x3fu >> more);
      for (int k = 0; k < more && i + 1 < text.size(); ++k)
        code_point = code_point << 6 | (static_cast<unsigned char>(text[++i]) & 0x3fu);
      out += fmt::format("\\[u{:04X}]", code_point);
    }
  }
  return out;
}

std::string Bold(std::string_view text) { return "\\fB" + Escaped(text) + "\\fR"; }
std::string Italic(std::string_view text) { return "\\fI" + Escaped(text) + "\\fR"; }

std::string ArgumentText(const OptionRow& row) {
  const std::string text = Italic(row.placeholder) + (row.repeated ? "\\|.\\|.\\|." : "");
  return row.required ? text : '[' + text + ']';
}

std::string Synopsis(const CommandRow& command, const std::string& path) {
  std::string out = Bold(path);
  if (!command.commands.empty()) out += ' ' + Italic("COMMAND");
  out += " [" + Italic("OPTION") + "]\\|.\\|.\\|.";
  for (const OptionRow& argument : command.arguments) out += ' ' + ArgumentText(argument);
  return out + '\n';
}

std::string Sentence(const OptionRow& row) {
  std::string text = row.summary;
  if (row.kind == ArgumentKind::kChoice && text.find(row.choices.front()) == std::string::npos)
    text += ": " + Join(row.choices, ", ");
  if (!text.ends_with('.')) text += '.';
  if (!row.otherwise.empty()) text += " Default: " + row.otherwise + (row.otherwise.ends_with('.') ? "" : ".");
  if (row.required && !row.names.empty()) text += " Required.";
  return Escaped(text) + '\n';
}

std::string Entry(const OptionRow& row) {
  std::vector<std::string> names;
  for (const std::string& name : row.names) names.push_back(Bold(name));
  std::string head = names.empty() ? Italic(row.placeholder) : Join(names, ", ");
  if (!names.empty() && row.kind != ArgumentKind::kNone) head += ' ' + Italic(row.placeholder);
  return ".TP\n" + head + '\n' + Sentence(row);
}

// The help of a command says nothing that is not on the page.
bool IsHelp(const OptionRow& row) { return !row.names.empty() && row.names.back() == "--help"; }

void Add(const CommandRow& command, const std::string& path, std::string& out) {
  out += fmt::format(".SS {}\n{}.PP\n{}.\n", Escaped(path), Synopsis(command, "plumbline " + path),
                     Escaped(command.summary));
  for (const OptionRow& row : command.arguments) out += Entry(row);
  for (const OptionRow& row : command.options) {
    if (!IsHelp(row)) out += Entry(row);
  }
  for (const CommandRow& sub : command.commands) Add(sub, path + ' ' + sub.name, out);
}

struct Variable {
  std::string_view name;
  std::string_view meaning;
};
constexpr Variable kVariables[] = {
    {"NO_COLOR", "Where it is set and not empty, nothing is coloured unless asked for."},
    {"CI", "Likewise."},
    {"SOURCE_DATE_EPOCH", "Seconds since 1970: the clock stands still at that second, and reports are reproducible."},
};

}  // namespace

std::string ManPage(const CommandRow& program, std::string_view version, Date day) {
  std::string out =
      fmt::format(".\\\" Made by: plumbline man\n.TH PLUMBLINE 1 {} \"plumbline {}\" \"User Commands\"\n.nh\n.ad l\n",
                  FormatDate(day), version);
  out += ".SH NAME\nplumbline \\- hold an HTTP API against its contract\n";
  out += ".SH SYNOPSIS\n" + Synopsis(program, program.name);
  out += ".SH DESCRIPTION\n" + Escaped(program.summary) + '\n';
  for (const OptionRow& row : program.options) out += Entry(row);
  out += ".SH COMMANDS\n";
  for (const CommandRow& command : program.commands) Add(command, command.name, out);
  out += ".SH EXIT STATUS\n";
  for (const ExitCodeRow& row : kExitCodes)
    out += fmt::format(".TP\n\\fB{}\\fR\n{}.\n", row.code, Escaped(row.meaning));
  out +=
      ".SH ENVIRONMENT\nCredentials of a live run stand in the variables that the vendor\\(aqs \\fIvendor.yaml\\fR names.\n";
  for (const Variable& variable : kVariables)
    out += fmt::format(".TP\n{}\n{}\n", Bold(variable.name), Escaped(variable.meaning));
  out +=
      ".SH FILES\n.TP\n\\fIspecs/VENDOR/vendor.yaml\\fR\nThe contract of a vendor, its credentials and documented samples.\n";
  out += ".TP\n\\fIsuites/VENDOR/*.yaml\\fR\nRequests, and what is expected of their answers.\n";
  out += ".TP\n\\fIsuites/VENDOR/waivers.yaml\\fR\nKnown discrepancies, owned and dated.\n";
  return out;
}

}  // namespace plumbline::cli
