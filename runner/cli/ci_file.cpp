#include "cli/ci_file.h"

#include <fmt/format.h>

namespace plumbline::cli {
namespace {

std::string GithubFile(const CiSettings& settings) {
  std::string out =
      R"(# Holds the API against its contract on every push. Replace OWNER by where Plumbline's repository is.
name: contract
on: [push, pull_request]
permissions:
  contents: read
  security-events: write
jobs:
  plumbline:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
)";
  out += fmt::format(
      "      - uses: OWNER/plumbline@v{}\n        id: plumbline\n        with:\n          command: run\n          suites: {}\n",
      settings.version, settings.suites);
  out +=
      "          # Without a target the suites run against the mock.\n          # target: ${{ vars.API_BASE_URL }}\n";
  if (!settings.variable.empty())
    out += fmt::format("        # env:\n        #   {0}: ${{{{ secrets.{0} }}}}\n", settings.variable);
  out += R"(      - uses: github/codeql-action/upload-sarif@v3
        if: ${{ !cancelled() && steps.plumbline.outputs.sarif != '' }}
        with:
          sarif_file: ${{ steps.plumbline.outputs.sarif }}
      - uses: actions/upload-artifact@v4
        if: ${{ !cancelled() }}
        with:
          name: plumbline
          path: ${{ steps.plumbline.outputs.reports }}
)";
  return out;
}

std::string GitlabFile(const CiSettings& settings) {
  std::string out = fmt::format(
      R"(# Holds the API against its contract. Replace OWNER by where Plumbline's repository is, and REGISTRY by where its image is.
include:
  - project: OWNER/plumbline
    ref: v{}
    file: /templates/plumbline.yml
    inputs:
      image: REGISTRY/plumbline:{}
      command: run
      suites: {}
      # Without a target the suites run against the mock.
      # target: $API_BASE_URL
)",
      settings.version, settings.version, settings.suites);
  if (!settings.variable.empty())
    out += fmt::format("# {} is a masked variable of the project, where a target is named.\n", settings.variable);
  return out;
}

}  // namespace

std::string_view CiPath(CiServer server) {
  switch (server) {
    case CiServer::kNone:
      return "";
    case CiServer::kGithub:
      return ".github/workflows/plumbline.yml";
    case CiServer::kGitlab:
      return ".gitlab-ci.yml";
  }
  return "";
}

std::string CiFile(CiServer server, const CiSettings& settings) {
  switch (server) {
    case CiServer::kNone:
      return "";
    case CiServer::kGithub:
      return GithubFile(settings);
    case CiServer::kGitlab:
      return GitlabFile(settings);
  }
  return "";
}

}  // namespace plumbline::cli
