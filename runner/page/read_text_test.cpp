#include <gtest/gtest.h>

#include <string>

#include "page/page.h"

namespace plumbline::page {
namespace {

std::string Read(std::string text) {
  const Page page{document::Source("page.txt", std::move(text)), Format::kText, {}};
  Page read = page;
  read.blocks = ReadPlainText(page.source);
  return Print(read);
}

// What a block's texts say is what stands in the page at the bytes that they name.
void ExpectExactPlaces(const std::string& text) {
  const document::Source source("page.txt", text);
  const auto check = [&](const Text& part) {
    for (std::size_t i = 0; i < part.anchors.size(); ++i) {
      const std::size_t end = i + 1 < part.anchors.size() ? part.anchors[i + 1].text : part.text.size();
      const std::string piece = part.text.substr(part.anchors[i].text, end - part.anchors[i].text);
      if (piece == " " || part.text == "true" || part.text == "false") continue;
      EXPECT_EQ(text.substr(part.anchors[i].page, piece.size()), piece) << part.text;
    }
  };
  for (const Block& block : ReadPlainText(source)) {
    check(block.text);
    for (const Attribute& attribute : block.attributes) check(attribute.value);
    for (const Row& row : block.rows) {
      for (const Text& cell : row.cells) check(cell);
    }
    EXPECT_LE(block.span.begin, block.span.end);
    EXPECT_LE(block.span.end, text.size());
  }
}

constexpr const char* kShipments = R"(Docs > API Reference > Shipments
Create a shipment
POST
/
v2
/
shipments
/
{id}
Try it

Books a shipment with the carrier of your choice.

Headers

Authorization
string
required
Bearer token of your workspace.
Idempotency-Key
string
header
optional
A key that makes retries safe.

Body

weight_grams
integer
required

Weight of the parcel.
Required range: 1 <= x <= 30000

service
enum<string>
default:standard

The speed of delivery.
Available options: 
standard,
express 

Response

201
400
{
  "id": "shp_1"
}Errors

CodeErrorDescription
400invalid_addressThe address could not be read.
404Not FoundNo such carrier.
Was this page helpful?
Yes
No
)";

TEST(ReadPlainText, APageOfOneEndpoint) {
  EXPECT_EQ(Read(kShipments), R"(heading 1 [2:1] Create a shipment
paragraph [3:1] POST /v2/shipments/{id}
paragraph [12:1] Books a shipment with the carrier of your choice.
heading 3 [14:1] Headers
field [16:1] Bearer token of your workspace.
  name: Authorization
  type: string
  required: true
field [20:1] A key that makes retries safe.
  name: Idempotency-Key
  type: string
  in: header
  required: false
heading 3 [26:1] Body
field [28:1] Weight of the parcel.
  name: weight_grams
  type: integer
  required: true
  minimum: 1
  maximum: 30000
field [35:1] The speed of delivery.
  name: service
  type: enum<string>
  default: standard
  enum: standard, express
heading 3 [44:1] Response
code [48:1] "201" (json) {⏎  "id": "shp_1"⏎}
heading 3 [50:2] Errors
table [52:1]
  || Code | Error | Description
  | 400 | invalid_address | The address could not be read.
  | 404 | Not Found | No such carrier.
)");
  ExpectExactPlaces(kShipments);
}

TEST(ReadPlainText, NamesWithDescriptionsWhereAHeadingAnnouncesThem) {
  EXPECT_EQ(
      Read(
          "Usage\nGET /usage returns totals. Query parameters:\nstartDate\ndate (ISO)\nStart date (default: today)\nResponse Fields\n"
          "totalEvents\nTotal number of events\nquantity\nHow much was used\nCall it once a day, at night, when others sleep.\nExample Request\nExample Response\n"),
      R"(heading 1 [1:1] Usage
paragraph [2:1] GET /usage returns totals. Query parameters:
field [3:1] Start date (default: today)
  name: startDate
  type: date (ISO)
heading 3 [6:1] Response Fields
field [7:1] Total number of events
  name: totalEvents
field [9:1] How much was used
  name: quantity
paragraph [11:1] Call it once a day, at night, when others sleep.
heading 3 [12:1] Example Request
heading 3 [13:1] Example Response
)");
}

TEST(ReadPlainText, LowerCaseWordsAreNoFieldsWhereNothingAnnouncesThem) {
  EXPECT_EQ(
      Read("Tags\n\nThe tags in use today are these two.\n\nurgent\nAsk for a call back\n"),
      "heading 1 [1:1] Tags\nparagraph [3:1] The tags in use today are these two.\nparagraph [5:1] urgent\nparagraph [6:1] Ask for a call back\n");
}

TEST(ReadPlainText, ADescriptionThatThePageGivesToAnotherParameterHasLostItsName) {
  constexpr const char* kTable =
      "Parameters\n\nParameterDefaultDescription\npage1Page number\nper_page20Items per page\nsearch-Substring match on name or email\n\n";
  constexpr const char* kFields =
      "Query Parameters\n\npage\ninteger\nper_page\ninteger\n\nSubstring match on email.\n\nResponse\n";
  EXPECT_EQ(Read(std::string(kTable) + kFields), R"(heading 3 [1:1] Parameters
table [3:1]
  || Parameter | Default | Description
  | page | 1 | Page number
  | per_page | 20 | Items per page
  | search | - | Substring match on name or email
heading 3 [8:1] Query Parameters
field [10:1]
  name: page
  type: integer
field [12:1]
  name: per_page
  type: integer
field [15:1] Substring match on email.
heading 3 [17:1] Response
)");
  EXPECT_EQ(Read(kFields), R"(heading 3 [1:1] Query Parameters
field [3:1]
  name: page
  type: integer
field [5:1] Substring match on email.
  name: per_page
  type: integer
heading 3 [10:1] Response
)");
}

TEST(ReadPlainText, ATypeWhoseNameIsLost) {
  EXPECT_EQ(Read("Query parameters\npage\ninteger\nPage number\nstring\nWhat to look for\n"),
            R"(heading 3 [1:1] Query parameters
field [2:1] Page number
  name: page
  type: integer
field [5:1] What to look for
  type: string
)");
}

TEST(ReadPlainText, AttributesThatAreGluedToTheirType) {
  EXPECT_EQ(Read("Query parameters\ncity\nstringheaderrequired\nOf the kite\nrows\nintegerdefault:3\nHow many\n"),
            R"(heading 3 [1:1] Query parameters
field [2:1] Of the kite
  name: city
  type: string
  in: header
  required: true
field [5:1] How many
  name: rows
  type: integer
  default: 3
)");
}

TEST(ReadPlainText, ATypeThatIsANameToo) {
  EXPECT_EQ(Read("{\n\"url\": 1\n}\n\nResponse fields\nid\nOf the kite\nurl\nURL of the kite\n"),
            R"(code [1:1] (json) {⏎"url": 1⏎}
heading 3 [5:1] Response fields
field [6:1] Of the kite
  name: id
field [8:1] URL of the kite
  name: url
)");
}

TEST(ReadPlainText, MethodsGluedToPathsAndToTheLineBefore) {
  EXPECT_EQ(
      Read(
          "Related\nGET/invoicesList all invoices\nDELETE/invoices/{invoiceId}Remove one\nGET\n/billing\u2014 SettingsGET\n/usage\u2014 Totals\n"),
      R"(heading 1 [1:1] Related
paragraph [2:1] GET /invoices
paragraph [2:13] List all invoices
paragraph [3:1] DELETE /invoices/{invoiceId}
paragraph [3:28] Remove one
paragraph [4:1] GET /billing— Settings
paragraph [6:1] GET /usage— Totals
)");
}

TEST(ReadPlainText, ItemsParagraphsAndWrappedSentences) {
  EXPECT_EQ(
      Read(
          "Guide to parcels\n\nThe first sentence is so long that somebody wrapped\nit into two lines.\nAnother line.\n\n  \u2022 One\n    \u2022 Inside\n  \u2022 Two\n    continued\n1. First\n"),
      R"(heading 1 [1:1] Guide to parcels
paragraph [3:1] The first sentence is so long that somebody wrapped it into two lines.
paragraph [5:1] Another line.
item 1 [7:3] One
item 2 [8:5] Inside
item 1 [9:3] Two continued
item 1 [11:1] First
)");
}

TEST(ReadPlainText, StatusAndMediaTypeAndWhatTheyAreFor) {
  EXPECT_EQ(Read("Response\n\n200 - application/json\n\nCustomer accounts\n\ntotal\ninteger\nrequired\n"),
            R"(heading 3 [1:1] Response
paragraph [3:1] 200 - application/json
paragraph [5:1] Customer accounts
field [7:1]
  name: total
  type: integer
  required: true
)");
}

TEST(ReadPlainText, UnderlinedTitles) {
  EXPECT_EQ(
      Read(
          "KITES\n=====\n\n1. FLY\n------\n\n     GET /kites\n\n     {\"id\": 1}\n\nlong words before a rule that is none\n---\n"),
      "heading 1 [1:1] KITES\nheading 2 [4:1] 1. FLY\nparagraph [7:6] GET /kites\ncode [9:6] (json) {\"id\": 1}\nparagraph [11:1] long words before a rule that is none\nparagraph [12:1] ---\n");
}

TEST(ReadPlainText, CallsOutOverTheParagraphThatFollows) {
  EXPECT_EQ(Read("Keys\n\nWarning\nNever put your key into a page.\n"),
            "heading 1 [1:1] Keys\nparagraph [4:1] <warning> Never put your key into a page.\n");
}

TEST(ReadPlainText, AnEndInAnyPlaceIsReadToo) {
  const std::string text = kShipments;
  for (std::size_t length = 0; length < text.size(); ++length) ExpectExactPlaces(text.substr(0, length));
}

TEST(ReadPlainText, AQuarterOfAMegabyteOfAnythingIsReadInLinearTime) {
  for (std::string_view unit : {"[",
                                "{",
                                "\"",
                                "|",
                                "\n",
                                "a\n",
                                "- ",
                                "-\n",
                                "- a\n",
                                "\t",
                                "a\tb\n",
                                "a  b\n",
                                "GET\n",
                                "GET/a",
                                "/\n",
                                "curl '\n",
                                "curl \\\n",
                                "{\n",
                                "[\n",
                                "Aa",
                                "a ",
                                "A",
                                "1",
                                "string",
                                "string\n",
                                "name\nstring\n",
                                "import a\n",
                                "const a = (\n",
                                "200\n",
                                "\u200B",
                                "\u2022\n",
                                "Name\nType\n",
                                "NameTypeDescription\n",
                                "a_bstringX\n",
                                "Title Case\n",
                                "HTTP/1.1 200\n",
                                "Note\n"}) {
    std::string text;
    while (text.size() < 250'000) text += unit;
    ReadPlainText(document::Source("page.txt", std::move(text)));
  }
}

}  // namespace
}  // namespace plumbline::page
