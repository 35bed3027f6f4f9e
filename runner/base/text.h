// Small questions about text that more than one floor asks.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline {

// The byte offset of the first sequence that is not UTF-8 (RFC 3629: no surrogates, no overlong
// forms, nothing past U+10FFFF); nothing where all of `text` is UTF-8.
std::optional<std::size_t> FindInvalidUtf8(std::string_view text);

// The text with U+FFFD for each byte that is not part of UTF-8.
std::string ValidUtf8(std::string_view text);

// Code points in valid UTF-8.
std::size_t CodePointCount(std::string_view utf8);

// At most `most` bytes of valid UTF-8, cut between code points and ended by "…" where something was cut.
std::string Shortened(std::string_view utf8, std::size_t most);

void AppendUtf8(std::string& out, char32_t code_point);

// Whether `text` matches a pattern of literal characters, `*` (any run) and `?` (any one byte).
bool GlobMatch(std::string_view pattern, std::string_view text);

// The candidate nearest to `word` by edit distance, where it is near enough to be a likely slip.
std::optional<std::string> ClosestMatch(std::string_view word, const std::vector<std::string>& candidates);
// " (did you mean 'x'?)", or nothing.
std::string DidYouMean(std::string_view word, const std::vector<std::string>& candidates);

std::string AsciiLower(std::string_view text);
std::string_view Trim(std::string_view text);
std::vector<std::string_view> Split(std::string_view text, char separator);
std::string Join(const std::vector<std::string>& parts, std::string_view separator);
std::string ReplaceAll(std::string text, std::string_view from, std::string_view to);

// Letters, digits, `_` and `-` stay, every other run becomes one `-`: a safe file name.
std::string Slug(std::string_view text);

// "1 case", "2 cases".
std::string Count(std::size_t number, std::string_view singular, std::string_view plural = {});

}  // namespace plumbline
