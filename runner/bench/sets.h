// Sets of the benchmarks: a schema and its instances, read from a folder (NAME/schema.json, NAME/instances.jsonl) or
// made by synthetic.cpp. Spoil makes invalid instances of the valid ones, the same on every run, so that all tools
// judge the same bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "schema/schema.h"

namespace plumbline::bench {

struct Set {
  std::string name;
  std::string schema;
  std::vector<std::string> instances;  // JSON texts on one line each

  std::size_t bytes() const;  // of the instances
};

// Options that all sets are compiled with: formats are annotations, as the other tools have them.
schema::Options SetOptions();

// How deep the synthetic instances are nested at most.
document::Limits SetLimits();

// Throws Error where a file cannot be read. `name` is the folder's last part.
Set ReadSet(const std::string& folder);
// The sets in a folder, by name; folders without a schema.json are passed over.
std::vector<std::string> SetFolders(const std::string& folder);
// Writes NAME/schema.json and NAME/instances.jsonl under `folder`.
void WriteSet(const Set& set, const std::string& folder);
void WriteLines(const std::string& path, const std::vector<std::string>& lines);

// For each instance a text that the schema refuses, with one change: a member dropped, or a value replaced by one of
// another type. Instances that no such change makes invalid are left out.
std::vector<std::string> Spoil(const Set& set);

}  // namespace plumbline::bench
