// Paths as pages write them, compared: /a/{id}, /a/:id, /a/<id> and /a/123 are one path, and so is a path without its
// base. Many paths are held in an index, so that a page of tens of thousands is compared in the time of reading it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace plumbline::page {

using PathSegments = std::vector<std::string>;

// "/a/{id}" for /a/:id, /a/<id>, /a/$ID and /a/(int:id): the template that a written path stands for, without query and
// trailing "...".
std::string PathTemplateOf(std::string_view written);

PathSegments SegmentsOf(std::string_view path_template);
bool IsPathParameter(std::string_view segment);

// What services write before the paths of their operations: "api", "v2", "2026-01".
bool IsBaseSegment(std::string_view segment);

bool SamePath(const PathSegments& a, const PathSegments& b);

// Whether `shorter` is `longer` without its base path.
bool WithoutBase(const PathSegments& longer, const PathSegments& shorter);

// Paths that differ in one literal segment, and there by a slip: another version, a plural, a letter.
bool IsSlip(const PathSegments& a, const PathSegments& b);

// Whether a path that is sent has values in the place of the template's parameters, and nothing else that differs but a
// base that the template leaves out: /v1/kites/red for /kites/{id}.
bool FitsTemplate(const PathSegments& path_template, const PathSegments& sent);

// Operations by method and path. Ids are those that Add gives: 0, 1, 2, …
class PathIndex {
 public:
  std::size_t Add(std::string_view method, PathSegments segments);

  // In ascending order. Of paths that differ by nothing but the values in them, the first few are compared.
  std::vector<std::size_t> Same(std::string_view method, const PathSegments& segments) const;
  // Those that the path is without its base: two at most, as two say that it is not certain which one is meant.
  std::vector<std::size_t> Longer(std::string_view method, const PathSegments& segments) const;

 private:
  using Buckets = std::unordered_map<std::string, std::vector<std::size_t>>;

  std::vector<PathSegments> paths_;
  Buckets exact_;     // by method and path, parameters without their names
  Buckets alike_;     // and values as parameters
  Buckets suffixes_;  // by method and what is left without the first segments
};

}  // namespace plumbline::page
