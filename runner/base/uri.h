// URI references (RFC 3986): split, resolved against a base, and told apart from their fragments. Any text is taken;
// what is no URI comes back as it was.
#pragma once

#include <string>
#include <string_view>

namespace plumbline {

// The parts of a reference, as RFC 3986, appendix B splits them. `has_…` tells an empty part from none.
struct UriReference {
  std::string_view scheme, authority, path, query, fragment;
  bool has_scheme = false, has_authority = false, has_query = false, has_fragment = false;
};
UriReference SplitUri(std::string_view text);

// RFC 3986, 5.2: the target of `reference` where it stands in a document at `base`. An empty base leaves the reference.
std::string ResolveUri(std::string_view base, std::string_view reference);

// The part before `#`, and the part after it.
std::string_view WithoutFragment(std::string_view uri);
std::string_view FragmentOf(std::string_view uri);

// "file:///home/me/a%20b.json", and back: nothing but a path where `uri` is a file URI of this machine.
std::string FileUri(std::string_view absolute_path);
std::string FilePath(std::string_view uri);

// The last two labels of the host: "acme.example" of "https://api.acme.example:8080/v1"; empty where no host is written
// out.
std::string DomainOf(std::string_view url);

}  // namespace plumbline
