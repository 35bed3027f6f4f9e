// Header fields that carry credentials: what counts as one, for the rule auth.header and its parts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "audit/subject.h"
#include "page/curl.h"

namespace plumbline::audit {

// X-Acme-Key, X-Api-Token: fields of one's own that are named for what they carry.
bool IsCredentialName(std::string_view name);

// All but the last word, in lower case: x-acme of X-Acme-Key.
std::string StemOf(std::string_view name);

// Where the name of a header field stands that a command sends with `value`.
document::Span SentNameSpan(const page::Page& page, std::string_view name, const page::Text& value);

// Where the pages say that every request carries its credentials in one header field, the commands that send another in
// its place.
std::vector<finding::Finding> SentElsewhere(const Subject& subject);

// Where the pages tell one header field for credentials, and the contract's only scheme names another.
std::vector<finding::Finding> DeclaredElsewhere(const Subject& subject);

// Where the code of a section reads another header field for the signature of a request than the section names.
std::vector<finding::Finding> SignatureReadElsewhere(const Subject& subject);

}  // namespace plumbline::audit
