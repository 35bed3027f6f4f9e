#include "page/blueprint.h"

#include <gtest/gtest.h>

#include <string>

#include "page/claim.h"

namespace plumbline::page {
namespace {

std::string Claimed(const std::string& text) {
  const Page page = ReadPage("a.md", text);
  return Print(page, ReadClaims(page));
}

constexpr const char* kPage = R"(FORMAT: 1A

# Group Cars

## Cars [/v1/cars/{town}{?fuel}]

### Find cars [GET]

+ Parameters
    + town: `rome` (string, required)
    + fuel: electric (enum[string], optional) - In it
        + Default: petrol
        + Members
            + petrol
            + electric

+ Response 200 (application/json)

    + Body

            {
              "id": "c"
            }

### Add a car [POST]

+ Request (application/json)
    + Headers

            { "X-A": "b" }

    + Attributes
        + make (string, required)
        + size (object)
            + seats: 4 (number)

    + Body

            {"make": "m"}

+ Response 201

        {"id": "c", "make": "m", "state": "new"}

# Data Structures

## Car (object)

+ id: `c-1` (string, required)
+ make (string, required, nullable)
+ state (enum[string])
    + new
    + old - It was driven
)";

TEST(Blueprint, ActionsHaveThePathOfTheirResourceAndListsAreFields) {
  EXPECT_EQ(Claimed(kPage), R"x(a.md: markdown
  members of the response [49:1], "Car (object)"
    /id [49:3] body string, required
    /make [50:3] body string, required, nullable
    /state [51:3] body string, one of new old
GET /v1/cars/{town} "Find cars [GET /v1/cars/{town}]"
  named [7:16] heading /v1/cars/{town}
  parameters of the request [10:5], "Find cars [GET /v1/cars/{town}]"
    town [10:7] path string, required
  parameters of the request [11:5], "Find cars [GET /v1/cars/{town}]"
    fuel [11:7] query string, optional, default petrol, one of petrol electric
  sample [21:11] response 200
POST /v1/cars/{town} "Add a car [POST /v1/cars/{town}]"
  named [25:16] heading /v1/cars/{town}
  parameters of the request [33:9], "Add a car [POST /v1/cars/{town}]"
    /make [33:11] body string, required
    /size [34:11] body object
    /size/seats [35:15] body number
  sample [39:11] request
  sample [43:7] response 201
)x");
}

TEST(Blueprint, APageThatDoesNotSaySoIsNone) {
  const std::string text = std::string(kPage).substr(12);
  const Page page = ReadPage("a.md", text);
  EXPECT_EQ(ReadClaims(page).fields.size(), 0u);
}

}  // namespace
}  // namespace plumbline::page
