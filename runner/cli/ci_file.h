// The files by which a CI server runs Plumbline, as `plumbline init` writes them. They use action.yml and
// templates/plumbline.yml of this repository; where that is published is for the user to fill in.
#pragma once

#include <string>
#include <string_view>

namespace plumbline::cli {

enum class CiServer { kNone, kGithub, kGitlab };

// Where the server looks for it: ".github/workflows/plumbline.yml". Empty for none.
std::string_view CiPath(CiServer server);

struct CiSettings {
  std::string suites;    // "suites/acme"
  std::string version;   // of Plumbline
  std::string variable;  // of a credential, "ACME_API_KEY"; empty: none is needed
};

std::string CiFile(CiServer server, const CiSettings& settings);

}  // namespace plumbline::cli
