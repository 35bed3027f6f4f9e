#include "base/uri.h"

#include "base/percent.h"
#include "base/text.h"

namespace plumbline {
namespace {

bool IsSchemeCharacter(char c, bool first) {
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return true;
  return !first && ((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.');
}

// RFC 3986, 5.2.4.
std::string RemoveDotSegments(std::string_view path) {
  std::string out;
  const auto drop_last = [&] {
    const std::size_t slash = out.rfind('/');
    out.erase(slash == std::string::npos ? 0 : slash);
  };
  while (!path.empty()) {
    if (path.starts_with("../")) {
      path.remove_prefix(3);
    } else if (path.starts_with("./") || path.starts_with("/./")) {
      path.remove_prefix(2);
    } else if (path == "/.") {
      path = "/";
    } else if (path.starts_with("/../")) {
      path.remove_prefix(3);
      drop_last();
    } else if (path == "/..") {
      path = "/";
      drop_last();
    } else if (path == "." || path == "..") {
      path = {};
    } else {
      const std::size_t slash = path.find('/', 1);
      out += path.substr(0, slash);
      path.remove_prefix(slash == std::string_view::npos ? path.size() : slash);
    }
  }
  return out;
}

}  // namespace

UriReference SplitUri(std::string_view text) {
  UriReference parts;
  if (const std::size_t hash = text.find('#'); hash != std::string_view::npos) {
    parts.has_fragment = true;
    parts.fragment = text.substr(hash + 1);
    text = text.substr(0, hash);
  }
  if (const std::size_t mark = text.find('?'); mark != std::string_view::npos) {
    parts.has_query = true;
    parts.query = text.substr(mark + 1);
    text = text.substr(0, mark);
  }
  std::size_t colon = 0;
  while (colon < text.size() && IsSchemeCharacter(text[colon], colon == 0)) ++colon;
  if (colon > 0 && colon < text.size() && text[colon] == ':') {
    parts.has_scheme = true;
    parts.scheme = text.substr(0, colon);
    text.remove_prefix(colon + 1);
  }
  if (text.starts_with("//")) {
    text.remove_prefix(2);
    const std::size_t end = text.find('/');
    parts.has_authority = true;
    parts.authority = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end);
  }
  parts.path = text;
  return parts;
}

std::string ResolveUri(std::string_view base_text, std::string_view reference_text) {
  if (base_text.empty()) return std::string(reference_text);
  const UriReference base = SplitUri(base_text), reference = SplitUri(reference_text);
  if (reference.has_scheme && reference.path.find("/.") == std::string_view::npos) return std::string(reference_text);
  UriReference target = reference;
  std::string path;
  if (reference.has_scheme || reference.has_authority) {
    path = RemoveDotSegments(reference.path);
  } else if (reference.path.empty()) {
    path = std::string(base.path);
    if (!reference.has_query) target.query = base.query, target.has_query = base.has_query;
  } else if (reference.path.starts_with('/')) {
    path = RemoveDotSegments(reference.path);
  } else {
    const std::size_t slash = base.path.rfind('/');
    const std::string start =
        slash == std::string_view::npos ? (base.has_authority ? "/" : "") : std::string(base.path.substr(0, slash + 1));
    path = RemoveDotSegments(start + std::string(reference.path));
  }
  if (!reference.has_scheme) {
    target.scheme = base.scheme, target.has_scheme = base.has_scheme;
    if (!reference.has_authority) target.authority = base.authority, target.has_authority = base.has_authority;
  }
  std::string uri;
  if (target.has_scheme) uri += std::string(target.scheme) + ':';
  if (target.has_authority) uri += "//" + std::string(target.authority);
  uri += path;
  if (target.has_query) uri += '?' + std::string(target.query);
  if (target.has_fragment) uri += '#' + std::string(target.fragment);
  return uri;
}

std::string_view WithoutFragment(std::string_view uri) { return uri.substr(0, uri.find('#')); }

std::string_view FragmentOf(std::string_view uri) {
  const std::size_t hash = uri.find('#');
  return hash == std::string_view::npos ? std::string_view() : uri.substr(hash + 1);
}

std::string FileUri(std::string_view absolute_path) { return "file://" + PercentEncode(absolute_path, "/"); }

std::string FilePath(std::string_view uri) {
  if (!uri.starts_with("file:///")) return "";
  return PercentDecode(WithoutFragment(uri).substr(7));
}

std::string DomainOf(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos || url.find_first_of("{$<") != std::string_view::npos) return "";
  std::string_view host = url.substr(scheme + 3);
  host = host.substr(0, host.find_first_of("/:?"));
  const std::size_t last = host.rfind('.');
  const std::size_t before =
      last == std::string_view::npos || last == 0 ? std::string_view::npos : host.rfind('.', last - 1);
  return AsciiLower(before == std::string_view::npos ? host : host.substr(before + 1));
}

}  // namespace plumbline
