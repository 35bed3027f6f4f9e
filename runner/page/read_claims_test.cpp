#include <gtest/gtest.h>

#include <string>

#include "page/claim.h"

namespace plumbline::page {
namespace {

// Whole pages and everything that is claimed of them.
std::string Claimed(std::string name, std::string text) {
  const Page page = ReadPage(std::move(name), std::move(text));
  return Print(page, ReadClaims(page));
}

// The second operation is named by its tag alone; nothing of it may go to the first.
TEST(ReadClaims, TagsThatCarryMethodAndPathNameOperations) {
  EXPECT_EQ(Claimed("a.md", R"page(# Kites

## Fly a kite

{% swagger method="post" path="/kites" baseUrl="https://api.example.com/v1" summary="Fly a kite" %}
{% swagger-parameter in="body" name="colour" type="String" required="true" %}
Its colour
{% endswagger-parameter %}

{% swagger-response status="201: Created" description="It flies" %}
```json
{"id": "k1"}
```
{% endswagger-response %}
{% endswagger %}

## Land a kite

{% swagger method="delete" path="/kites/{id}" baseUrl="https://api.example.com/v1" summary="Land a kite" %}
{% swagger-response status="200: OK" description="It landed" %}
```json
{"landed": true}
```
{% endswagger-response %}
{% endswagger %}
)page"),
            R"claims(a.md: markdown
POST /v1/kites "Fly a kite"
  named [5:20] heading https://api.example.com/v1/kites
  parameters of the request [6:1], "Fly a kite"
    /colour [6:38] body string, required
  sample [12:1] response 201
DELETE /v1/kites/{id} "Land a kite"
  named [19:20] heading https://api.example.com/v1/kites/{id}
  sample [22:1] response 200
)claims");
}

TEST(ReadClaims, ComponentsThatCarryMethodAndPathNameOperations) {
  EXPECT_EQ(Claimed("a.mdx", R"page(# Kites

## Count

<ApiEndpoint method="GET" path="/kites/count" />

```json
{"count": 3}
```

## Elsewhere

<Badge method="post" /> and <Card method="fast" path="/kites" />
)page"),
            R"claims(a.mdx: markdown
GET /kites/count "Count"
  named [5:22] heading /kites/count
  sample [8:1] response
)claims");
}

TEST(ReadClaims, AReferenceOfSectionsWithTables) {
  EXPECT_EQ(Claimed("a.md", R"page(# Parcels

Every request goes to `https://api.example.com`. A wrong key returns 401.

## Create a parcel

`POST /v2/parcels`

| Field | Type | Required | Description |
|---|---|---|---|
| `weight` | integer | Yes | In grams. At most 30000. |
| `service` | string | No | One of `economy`, `express`. Default: `economy`. |
| `to.zip` | string | Yes | |

```bash
curl -X POST https://api.example.com/v2/parcels \
  -H "X-Key: abc" \
  -d '{"weight": 1200, "to": {"zip": "10115"}}'
```

### Response

A successful call returns 201.

```json
{
  "id": "par_1",
  "state": "held",
  // more fields
  "parts": [{"weight": 600}]
}
```

`state` is one of `held`, `sent`. `state` starts as `held`.

### Errors

| Status | Meaning |
|---|---|
| 402 | The balance is too low. |
| 409 / 422 | The parcel is known. |

## Get a parcel

```python
import requests
parcel = requests.get("https://api.example.com/v2/parcels/par_1").json()
print(parcel["state"])
for part in parcel["parts"]:
    print(part["weight"])
```

## Plans

| Plan | Price |
|---|---|
| Small | 5 |
)page"),
            R"claims(a.md: markdown
  status [3:70] 401: A wrong key returns 401.
POST /v2/parcels "Create a parcel"
  named [7:2] heading /v2/parcels
  named [16:14] request https://api.example.com/v2/parcels
  parameters of the request [9:1], "Create a parcel"
    /weight [11:4] body integer, required, to 30000, in grams
    /service [12:4] body string, optional, default economy, one of economy express
    /to/zip [13:4] body string, required
  sample [18:7] request
  sample [26:1] response 201, shortened
  status [40:3] 402: The balance is too low.
  status [41:3] 409 422: The parcel is known.
  status [23:27] 201: A successful call returns 201.
  value [34:36] state is held
  names [34:2] /state
  names [34:20] /held
  names [34:28] /sent
  names [34:36] /state
  names [34:54] /held
  told [34:2] state, one of held sent
GET /v2/parcels/par_1 "Get a parcel"
  named [47:24] request https://api.example.com/v2/parcels/par_1
  code [48:7] reads /state
  code [49:13] reads /parts
  code [50:11] reads /parts/*/weight
)claims");
}

TEST(ReadClaims, ComponentsBelowFrontMatterThatNamesTheOperation) {
  EXPECT_EQ(Claimed("b.mdx", R"page(---
title: Rename a shelf
openapi: PATCH /shelves/{id}
---

<ParamField path="id" type="string" required>
The shelf.
</ParamField>

<ParamField body="label" type="string" required>
Up to 40 characters.
</ParamField>

<ResponseField name="shelf" type="object">
  <Expandable title="members">
    <ResponseField name="label" type="string" />
  </Expandable>
</ResponseField>

<ResponseExample>

```json 200 OK
{"shelf": {"label": "A"}
```

</ResponseExample>
)page"),
            R"claims(b.mdx: markdown
PATCH /shelves/{id}
  named [3:10] contract /shelves/{id}
  parameters of the request [6:1]
    id [6:19] path string, required
  parameters of the request [10:1]
    /label [10:19] body string, required, to 40
  members of the response [14:1]
    /shelf [14:22] body object
    /shelf/label [16:26] body string
  sample [23:1] response 200, not JSON: this object is never closed [23:1]
)claims");
}

TEST(ReadClaims, TextCopiedFromABrowser) {
  EXPECT_EQ(Claimed("c.txt", R"page(Read a meter

GET /meters/{id}/readings

Query Parameters

Parameter	Type	Description
from	date	First day.
limit	integer	Between 1 and 50

Response

{"readings": [{"kwh": "1.20", "taken_at": "2024-01-02"}], "total": 1}

The total is the number of readings. kwh is a string with 2 decimal places. taken_at is later than from.
)page"),
            R"claims(c.txt: text
GET /meters/{id}/readings "Read a meter"
  named [3:1] heading /meters/{id}/readings
  parameters of the request [7:1], "Query Parameters"
    from [8:1] query string, format date
    limit [9:1] query integer, from 1, to 50
  sample [13:1] response
  names [15:77] /taken_at
)claims");
}

TEST(ReadClaims, OperationsThatAreOnlyNamedAndAnAside) {
  EXPECT_EQ(Claimed("d.md", R"page(# Endpoints

| Method | Path |
|---|---|
| GET | `/v1/lamps` |
| GET | `/v1/lamps/{id}` |

## Webhooks

| Field | Type |
|---|---|
| `event` | string |

`GET /v1/lamps/:id` returns 404 when the lamp is unknown. `POST /v1/lamps` does not exist.
)page"),
            R"claims(d.md: markdown
  members of the response [10:1], "Webhooks"
    /event [12:4] body string
GET /v1/lamps (named only)
  named [5:10] table /v1/lamps
GET /v1/lamps/{id} (named only)
  named [6:10] table /v1/lamps/{id}
  named [14:2] prose /v1/lamps/:id
  status [14:29] 404: GET /v1/lamps/:id returns 404 when the lamp is unknown.
POST /v1/lamps (named only)
  named [14:60] prose /v1/lamps
)claims");
}

// "returns" in a path and "return" in a heading tell nothing of a response.
TEST(ReadClaims, AResourceThatIsCalledLikeARole) {
  EXPECT_EQ(Claimed("r.md", R"page(# Returns API

### Create a return

`POST /v1/parcels/{id}/returns`

| Field | Type | Mandatory | Description |
|---|---|---|---|
| `reason` | string | Y | Why |
| `notify` | boolean | N | Default: true |
)page"),
            R"claims(r.md: markdown
POST /v1/parcels/{id}/returns "Create a return"
  named [5:2] heading /v1/parcels/{id}/returns
  parameters of the request [7:1], "Create a return"
    /reason [9:4] body string, required
    /notify [10:4] body boolean, optional, default true
)claims");
}

// GitBook's older tags: the group tells where its parameters are sent.
TEST(ReadClaims, GroupsOfParameters) {
  EXPECT_EQ(Claimed("g.md", R"page({% api-method method="post" host="https://api.example.com/v2" path="/kites" %}
{% api-method-summary %}
Fly
{% endapi-method-summary %}
{% api-method-spec %}
{% api-method-request %}
{% api-method-headers %}
{% api-method-parameter name="X-Key" type="string" required=true %}
Yours
{% endapi-method-parameter %}
{% endapi-method-headers %}
{% api-method-body-parameters %}
{% api-method-parameter name="tail\_length" type="integer" required=false %}
In metres
{% endapi-method-parameter %}
{% endapi-method-body-parameters %}
{% endapi-method-request %}
{% api-method-response %}
{% api-method-response-example httpCode=201 %}
```
{"id": "k1"}
```
{% endapi-method-response-example %}
{% endapi-method-response %}
{% endapi-method-spec %}
{% endapi-method %}
)page"),
            R"claims(g.md: markdown
POST /v2/kites
  named [1:23] heading https://api.example.com/v2/kites
  parameters of the request [8:1]
    X-Key [8:31] header string, required
  parameters of the request [13:1]
    /tail_length [13:31] body integer, optional, in metres
  sample [21:1] response 201
)claims");
}

// One table of errors beside the sections of several operations.
TEST(ReadClaims, AChapterOfErrorsBesideSections) {
  EXPECT_EQ(Claimed("c.mdx", R"page(---
api: GET https://api.example.com/v1/kites/{id}
---

# A kite

## List flights

`GET /v1/kites/{id}/flights`

## Errors

| Status | Meaning |
|---|---|
| 404 | No such kite |
)page"),
            R"claims(c.mdx: markdown
  status [15:3] 404: No such kite
GET /v1/kites/{id}
  named [2:6] contract https://api.example.com/v1/kites/{id}
GET /v1/kites/{id}/flights "List flights"
  named [9:2] heading /v1/kites/{id}/flights
)claims");
}

// A path that ends like one of the page's own, at somebody else's service.
TEST(ReadClaims, RequestsToOtherServices) {
  EXPECT_EQ(Claimed("f.md", R"page(# Kites

`GET /kites`

```bash
curl https://api.example.com/v1/kites
curl https://sandbox.example.com/v1/kites
```

```bash
curl https://api.other.example/crm/v3/objects/kites
```
)page"),
            R"claims(f.md: markdown
GET /v1/kites "Kites"
  named [3:2] heading /kites
  named [6:6] request https://api.example.com/v1/kites
  named [7:6] request https://sandbox.example.com/v1/kites
GET /crm/v3/objects/kites "Kites"
  named [11:6] request https://api.other.example/crm/v3/objects/kites
)claims");
}

TEST(ReadClaims, FieldsInTheItemsOfAList) {
  EXPECT_EQ(Claimed("l.md", R"page(## GET /v1/kites/{id}

Three states exist:

- `up`: in the air
- `down`: on the ground

### Response

- `id` (string): Its id
- `crew` (array): Who flies it
    - `name` (string, required)
    - `age`: in years
- `length`, `width` (number): In metres
)page"),
            R"claims(l.md: markdown
GET /v1/kites/{id} "GET /v1/kites/{id}"
  named [1:4] heading /v1/kites/{id}
  members of the response [10:1], not all, "Response"
    /id [10:4] body string
    /crew [11:4] body array
    /crew/*/name [12:8] body string, required
    /crew/*/age [13:8] body
    /length [14:4] body number, in metres
    /width [14:14] body number, in metres
  names [5:4] /up
  names [6:4] /down
  names [10:4] /id
  names [11:4] /crew
  names [12:8] /name
  names [13:8] /age
  names [14:4] /length
  names [14:14] /width
)claims");
}

// Generated clients' pages: the table of endpoints calls the sections by name.
TEST(ReadClaims, SectionsThatATableOfEndpointsNames) {
  EXPECT_EQ(Claimed("k.md", R"page(# KitesApi

Method | HTTP request | Description
------------- | ------------- | -------------
[**fly_kite**](KitesApi.md#fly_kite) | **POST** /kites | Fly
[**drop_kite**](KitesApi.md#drop_kite) | **DELETE** /kites/{id} | Drop

# **fly_kite**

### Parameters

Name | Type | Description | Notes
---- | ---- | ----------- | -----
**tail** | **int** | In metres | [optional] [default to 3]

# **drop_kite**

Drops it.
)page"),
            R"claims(k.md: markdown
POST /kites
  named [5:42] table /kites
  parameters of the request [12:1], "Parameters"
    /tail [14:3] body integer, default 3, in metres
DELETE /kites/{id}
  named [6:44] table /kites/{id}
not understood: 1 block, line 3
  [3:1] a table whose header names no field, status or endpoint
)claims");
}

TEST(ReadClaims, TablesInPortuguese) {
  EXPECT_EQ(Claimed("p.md", R"page(## POST /pipas

### Parâmetros

| Atributos | Tipo | Obrigatório | Descrição |
|---|---|---|---|
| cor | string | sim | A cor |
| cauda | number | não | Em metros |
)page"),
            R"claims(p.md: markdown
POST /pipas "POST /pipas"
  named [1:4] heading /pipas
  parameters of the request [5:1], "Parâmetros"
    /cor [7:3] body string, required
    /cauda [8:3] body number, optional
)claims");
}

TEST(ReadClaims, TablesUnderTheNamesOfMembers) {
  EXPECT_EQ(Claimed("n.md", R"page(## POST /v1/kites

### Body

| Field | Type | Description |
|---|---|---|
| label | string | Its label |
| tails | array | One or more |

### tails

| Field | Type | Description |
|---|---|---|
| id | string | Its id |
| length | number | In metres |

### Response

```json
{"id": "k1"}
```
)page"),
            R"claims(n.md: markdown
POST /v1/kites "POST /v1/kites"
  named [1:4] heading /v1/kites
  parameters of the request [5:1], "Body"
    /label [7:3] body string
    /tails [8:3] body array
  parameters of the request [12:1], "tails"
    /tails/*/id [14:3] body string
    /tails/*/length [15:3] body number, in metres
  sample [20:1] response
)claims");
}

// Markdoc's tables: rows are lists with `---` between them; a cell may be empty.
TEST(ReadClaims, TablesOfLists) {
  EXPECT_EQ(Claimed("w.md", R"page(## POST /v1/kites

{% table %}
- Parameter
- Type
- Notes
---
- name
- string
- **REQUIRED.** Its name
---
- loud
-
- Default `false`.
---
- colour
- string
-
{% /table %}

- A list
- behind it
)page"),
            R"claims(w.md: markdown
POST /v1/kites "POST /v1/kites"
  named [1:4] heading /v1/kites
  parameters of the request [4:1], "POST /v1/kites"
    /name [8:3] body string, required
    /loud [12:3] body, default false
    /colour [16:3] body string
)claims");
}

TEST(ReadClaims, GitBookPathsWithEscapes) {
  EXPECT_EQ(
      Claimed("g.md",
              R"page({% api-method method="post" host="https://api.example.com/v2" path="/kites/:kite\_id/tails" %}
{% api-method-summary %}
Tie
{% endapi-method-summary %}
{% endapi-method %}
)page"),
      R"claims(g.md: markdown
POST /v2/kites/{kite_id}/tails
  named [1:23] heading https://api.example.com/v2/kites/:kite_id/tails
  names [1:77] /kite_id
)claims");
}

// A badge holds the method, and a heading that reads like a role is a chapter; what is pushed is no answer.
TEST(ReadClaims, BadgesAndPushes) {
  EXPECT_EQ(Claimed("q.md", R"page(# Kites

## Query

### <Badge type="info" text="POST" /> `/v2/query`

**Request parameters:**

| Parameter | Type | Required |
|---|---|---|
| `wind` | string | Yes |

## The landing report

When a kite has landed we post a report to the `serverUrl` of its owner.

```json
{"kite": "k1"}
```
)page"),
            R"claims(q.md: markdown
  sample [18:1] response
  names [15:49] /serverUrl
POST /v2/query "POST /v2/query"
  named [5:5] heading /v2/query
  parameters of the request [9:1], "POST /v2/query"
    /wind [11:4] body string, required
not understood: 1 block, line 18
  [18:1] JSON that belongs to no operation
)claims");
}

// One path for all commands: what a section says is said of its command only.
TEST(ReadClaims, CommandsOfOnePath) {
  EXPECT_EQ(Claimed("c.md", R"page(# Commands

## Make

`POST /api.php`

| Field | Type | Required |
|---|---|---|
| `Name` | string | Yes |

## Drop

`POST /api.php`

| Field | Type | Required |
|---|---|---|
| `Id` | string | Yes |

## Find

`POST /api.php`
)page"),
            R"claims(c.md: markdown
  members of the response [7:1], "Make"
    /Name [9:4] body string, required
  members of the response [15:1], "Drop"
    /Id [17:4] body string, required
POST /api.php "Make"
  named [5:2] heading /api.php
  named [13:2] heading /api.php
  named [21:2] heading /api.php
)claims");
}

TEST(ReadClaims, ARowAboutTheOthers) {
  EXPECT_EQ(Claimed("o.md", R"page(## GET /v1/kites/{id}

### Response

| Field | Type | Description |
|---|---|---|
| id | string | Its id |
| others | | As in the request |
)page"),
            R"claims(o.md: markdown
GET /v1/kites/{id} "GET /v1/kites/{id}"
  named [1:4] heading /v1/kites/{id}
  members of the response [5:1], not all, "Response"
    /id [7:3] body string
)claims");
}

// The operation that the words below the title show has no part in it.
TEST(ReadClaims, AChapterOfErrorsBehindSeveralOperations) {
  EXPECT_EQ(Claimed("t.md", R"page(# Kites

```bash
curl https://api.example.com/v1/kites
```

## Fly a kite

`POST /v1/kites`

## Drop a kite

`DELETE /v1/kites/{id}`

## Errors

| Status | Meaning |
|---|---|
| 409 | It flies already |
)page"),
            R"claims(t.md: markdown
  status [19:3] 409: It flies already
GET /v1/kites "Kites"
  named [4:6] request https://api.example.com/v1/kites
POST /v1/kites "Fly a kite"
  named [9:2] heading /v1/kites
DELETE /v1/kites/{id} "Drop a kite"
  named [13:2] heading /v1/kites/{id}
)claims");
}

TEST(ReadClaims, SentencesBesideAList) {
  EXPECT_EQ(Claimed("e.md", R"page(# GET /v1/tanks

Returns 403 if the key is for tests.

### Query parameters

- `page`: at most 100 a page.

The `level` is at most 90. `level` is `full` when it is 90. Each tank carries `tank_id` and `sizes[].name`. `total` is the sum of `fresh` and `salt`. `emptied_at` is later than `filled_at`.

### Response

| Field | Type | Description |
|---|---|---|
| `level` | integer | Never `null`. |
| `total` / `fresh` | number | Litres, with 2 decimal places. |
| `sizes[]` | array of objects | |
| └ `name` | string or null | |
| `kind` | enum | One of: `sea`, `lake`, etc. |
| `emptied_at` | string | e.g. `2024-01-02` |
| `filled_at` | timestamp | In seconds. |
| `salt` | number | |

```json
{"level": 3, "page": 1}
```
)page"),
            R"claims(e.md: markdown
GET /v1/tanks "GET /v1/tanks"
  named [1:3] heading /v1/tanks
  members of the response [13:1], "Response"
    /level [15:4] body integer, never null
    /total [16:4] body number, 2 decimals
    /fresh [16:14] body number, 2 decimals
    /sizes [17:4] body array of object
    /sizes/name [18:6] body string, nullable
    /kind [19:4] body, one of sea lake …
    /emptied_at [20:4] body string, e.g. 2024-01-02
    /filled_at [21:4] body, in seconds
    /salt [22:4] body number
  sample [25:1] response
  status [3:9] 403: Returns 403 if the key is for tests.
  names [7:4] /page
  names [9:6] /level
  names [9:29] /level
  names [9:40] /full
  names [9:80] /tank_id
  names [9:94] /sizes/*/name
  names [9:110] /total
  names [9:132] /fresh
  names [9:144] /salt
  names [9:152] /emptied_at
  names [9:179] /filled_at
  told [7:4] page, to 100
  told [9:6] level, to 90
  relation [9:124] total is the sum of fresh salt
  relation [9:167] emptied_at is later than filled_at
)claims");
}

TEST(ReadClaims, CodeInSeveralLanguages) {
  EXPECT_EQ(Claimed("f.md", R"page(## GET /v1/things/{id}

```js
const res = await fetch("https://a.example/v1/things/7");
const data = await res.json();
console.log(data.name, data.items.length);
data.items.forEach(item => show(item.price));
const { color, size: width } = data;
```

```php
$r = json_decode($body, true);
echo $r["name"];
foreach ($r["items"] as $item) { echo $item["price"]; }
```

```ruby
r = JSON.parse(res.body)
puts r["name"]
r["items"].each do |i| puts i["price"] end
```

```go
type Thing struct {
	Name string `json:"name"`
	Items []struct {
		Price string `json:"price,omitempty"`
	} `json:"items"`
	Skip string `json:"-"`
}
```

```bash
curl https://a.example/v1/things/7 | jq '.items[] | {price: .price}'
curl https://a.example/v1/things/7 | jq -r .name
```

```python
config = load()
print(config["name"])
r = requests.get("https://a.example/v1/things/7", headers={"a": "b"})
print(r.json()["name"], r.json().get("size"))
t = requests.get("https://a.example/v1/things/7").json()
print(t["color"])
t = {}
print(t["other"])
```
)page"),
            R"claims(f.md: markdown
GET /v1/things/{id} "GET /v1/things/{id}"
  named [1:4] heading /v1/things/{id}
  named [4:26] request https://a.example/v1/things/7
  named [34:6] request https://a.example/v1/things/7
  named [35:6] request https://a.example/v1/things/7
  named [41:19] request https://a.example/v1/things/7
  named [43:19] request https://a.example/v1/things/7
  code [6:13] reads /name
  code [6:24] reads /items
  code [7:1] reads /items
  code [7:33] reads /items/*/price
  code [8:9] reads /color
  code [8:16] reads /size
  code [13:6] reads /name
  code [14:10] reads /items
  code [14:39] reads /items/*/price
  code [19:6] reads /name
  code [20:1] reads /items
  code [20:29] reads /items/*/price
  code [25:21] reads /name
  code [27:23] reads /items/*/price
  code [28:11] reads /items
  code [34:42] reads /items/*
  code [34:61] reads /items/*/price
  code [35:44] reads /name
  code [42:7] reads /name
  code [42:25] reads /size
  code [44:7] reads /color
)claims");
}

// What is told of each sample of a page, one word each.
std::string Samples(const std::string& text) {
  std::string out;
  for (const SampleClaim& sample : ReadClaims(ReadPage("a.md", text)).samples) {
    out += (out.empty() ? "" : ", ") +
           std::string(sample.part == Part::kRequest ? "request"
                       : sample.is_error             ? "failure"
                                                     : "answer") +
           (sample.shortened ? " in part" : "");
  }
  return out;
}

TEST(ReadClaims, WhatIsSentWithoutACommand) {
  constexpr const char* kJson = "\n\n```json\n{\"sail\": \"red\"}\n```\n";
  EXPECT_EQ(Samples(std::string("## Change\n\n`PATCH /kites/{id}` with `sail`, `mast` or both.") + kJson), "request");
  EXPECT_EQ(Samples(std::string("## Change\n\n`PATCH /kites/{id}` takes `sail` and leaves the rest.") + kJson),
            "request");
  EXPECT_EQ(Samples(std::string("## Change\n\n`PATCH /kites/{id}` answers:") + kJson), "answer");
  EXPECT_EQ(
      Samples(
          std::string(
              "## POST /kites\n\n| Field | Type | Required |\n|---|---|---|\n| `mast` | string | yes |\n| `sail` | string | no |") +
          kJson),
      "request");
  EXPECT_EQ(
      Samples(
          std::string(
              "## POST /kites\n\n| Field | Type | Required |\n|---|---|---|\n| `rope` | string | yes |\n| `reel` | string | no |") +
          kJson),
      "answer")
      << "none of them is in it";
  EXPECT_EQ(
      Samples(std::string("## POST /kites\n\n| Field | Type |\n|---|---|\n| `mast` | string |\n| `sail` | string |") +
              kJson),
      "answer");
}

TEST(ReadClaims, WordsAboutAFailureAreNoAnswerToSuccess) {
  const auto sample = [](const std::string& json) {
    return "## GET /kites/{id}\n\nUnknown kites:\n\n```json\n" + json + "\n```\n";
  };
  EXPECT_EQ(Samples(sample(R"({"message": "no kite 12"})")), "failure");
  EXPECT_EQ(Samples(sample(R"({"error": {"code": 7}})")), "failure");
  EXPECT_EQ(Samples(sample(R"({"message": "the kite has been sold"})")), "answer");
  EXPECT_EQ(Samples(sample(R"({"message": "hello", "kite": 12})")), "answer");
}

TEST(ReadClaims, ARequestWithTheMethodOfAnotherIsHeldAgainstItsSection) {
  const auto operation = [](const std::string& heading, const std::string& path) {
    const Claims claims = ReadClaims(ReadPage(
        "page.md", heading + "\n\n```bash\ncurl -X PUT https://a.example" + path + " -d '{\"id\": 1}'\n```\n"));
    return claims.operations[claims.samples.at(0).operation].Name();
  };
  EXPECT_EQ(operation("## POST /kites", "/kites"), "POST /kites");
  EXPECT_EQ(operation("## POST /kites", "/winds"), "PUT /winds");
  EXPECT_EQ(operation("## Kites", "/kites"), "PUT /kites");
  EXPECT_EQ(operation("## POST /kites\n\nAfter `PUT /kites`, too.", "/kites"), "PUT /kites");
}

TEST(ReadClaims, ATabThatIsCalledByAStatusHoldsTheAnswer) {
  const Claims claims = ReadClaims(ReadPage(
      "page.mdx",
      "## POST /kites\n\n### Body\n\n<TabItem label={\"201\"}>\n\n<TabItem label={\"Example\"}>\n\n```json\n{\"id\": 1}\n```\n\n"
      "</TabItem>\n\n</TabItem>\n"));
  ASSERT_EQ(claims.samples.size(), 1U);
  EXPECT_EQ(claims.samples[0].part, Part::kResponse);
  EXPECT_EQ(claims.samples[0].status, 201);
}

TEST(ReadClaims, AnOperationInFrontMatterKeepsItsSecurityWithItsSchemesOnly) {
  const auto has_security = [](const std::string& more) {
    const Claims claims = ReadClaims(
        ReadPage("page.mdx", "---\napi: {\"method\": \"get\", \"path\": \"/kites\", \"security\": [{\"key\": []}]" +
                                 more + ", \"responses\": {}}\n---\n\n# Kites\n"));
    const document::Value* paths = claims.contracts.at(0).document->root.Find("paths");
    return paths->Find("/kites")->Find("get")->Find("security") != nullptr;
  };
  EXPECT_TRUE(has_security(", \"securitySchemes\": {\"key\": {\"type\": \"http\", \"scheme\": \"basic\"}}"));
  EXPECT_FALSE(has_security(""));
}

TEST(ReadClaims, AnEventIsNoAnswer) {
  const auto operation = [](const std::string& text) {
    const Claims claims = ReadClaims(ReadPage("page.md", "## GET /kites\n\nAll kites.\n\n" + text));
    return claims.samples.at(0).operation == kNoOperation ? "" : claims.operations[claims.samples[0].operation].Name();
  };
  const std::string event = "```json\n{\"type\": \"kite.sold\", \"id\": 1}\n```\n";
  EXPECT_EQ(operation("Subscribe to `kite.sold`:\n\n" + event), "");
  EXPECT_EQ(operation("- Subscribe to `kite.sold`\n- Wait\n\n" + event), "");
  EXPECT_EQ(operation("One of them:\n\n" + event), "GET /kites");
  EXPECT_EQ(operation("Subscribe to events:\n\n```json\n{\"type\": \"big\"}\n```\n"), "GET /kites");
  EXPECT_EQ(operation("### Response\n\nEvents:\n\n" + event), "GET /kites");
}

TEST(ReadClaims, WhatStandsBeforeTheSectionOfTheAnswerIsSent) {
  const Claims claims = ReadClaims(ReadPage(
      "page.md",
      "# Buy\n\n**URL**: `/cars`\n\n**Method**: `POST`\n\n**Data example**\n\n```json\n{\"name\": \"Kit\"}\n```\n\n"
      "## Success Response\n\n**Code**: `201 CREATED`\n\n```json\n{\"id\": 1}\n```\n\n## Error Responses\n\n"
      "**Code**: `409 CONFLICT`\n\n```json\n{\"id\": 1}\n```\n\n### Or\n\n**Code**: `400 BAD REQUEST`\n\n```json\n"
      "{\"id\": 1}\n```\n"));
  std::string out;
  for (const SampleClaim& sample : claims.samples)
    out += (sample.part == Part::kRequest ? "request" : "response") + std::string(" ") +
           std::to_string(sample.status.value_or(0)) + (sample.is_error ? " error\n" : "\n");
  EXPECT_EQ(out, "request 0\nresponse 201\nresponse 409 error\nresponse 400 error\n");
}

TEST(ReadClaims, ARequestThatIsWrittenAsJsonIsNoSample) {
  const std::string request = "{\"method\": \"get\", \"url\": \"https://a.example/kites/1\", \"headers\": {}}\n```\n";
  EXPECT_EQ(Samples("## GET /kites/{id}\n\n```json http\n" + request), "");
  EXPECT_EQ(Samples("## GET /kites/{id}\n\n```json\n" + request), "answer");
}

TEST(ReadClaims, AnOperationOfAGeneratedPageWithItsTables) {
  const std::string text =
      R"(<h3>Kites</h3><div><div class="opblock"><div class="opblock-summary"><span class="opblock-summary-method">GET</span>
<span class="opblock-summary-path">/kites</span></div><h4>Parameters</h4><table><tr><th>Name</th><th>Description</th></tr>
<tr><td><div>sail<span>&nbsp;*</span></div><div>string<span>($date)</span></div><div>(query)</div></td><td><p>Of it</p></td></tr>
<tr><td><div>X-Mast</div><div>integer</div><div>(header)</div></td><td><p>Masts</p><p><i>Default value</i> : 5</p><p><i>Maximum</i> : 16</p></td></tr>
<tr><td><div>wood</div><div>string</div><div>(query)</div></td><td><p><i>Available values</i> : oak, ash</p><p><i>Default value</i> : oak</p></td></tr></table>
<h4>Responses</h4><table><tr><th>Code</th><th>Description</th></tr><tr><td>200</td><td>Fine<pre>{
"id": "k", "sail": "red"}</pre></td></tr></table></div></div>
<h4>Schemas</h4><table><tr><td colspan="2">Kite</td></tr><tr><td>id*</td><td><span>string</span></td></tr><tr><td>sail</td><td><span>string</span><div>nullable: true</div></td></tr></table>
)";
  const Page page = ReadPage("a.html", text);
  EXPECT_EQ(Print(page, ReadClaims(page)), R"x(a.html: html
GET /kites "GET /kites"
  named [1:107] heading /kites
  parameters of the request [2:89], "Parameters"
    sail [3:14] query string, format date, required
    X-Mast [4:14] header integer, default 5, to 16
    wood [5:14] query string, default oak, one of oak ash
  members of the response [8:44], "Kite"
    /id [8:66] body string, required
    /sail [8:115] body string, nullable
  sample [6:97] response 200
  status [6:76] 200: Fine
)x");
}

TEST(ReadClaims, WhatAFilterLeavesIsAPart) {
  const auto page = [](const std::string& filter) {
    return "## GET /kites/{id}\n\n```sh\ncurl https://a.example/kites/1" + filter +
           "\n```\n\nprints\n\n```json\n{\"sail\": \"red\"}\n```\n";
  };
  EXPECT_EQ(Samples(page(" | jq '{sail}'")), "answer in part");
  EXPECT_EQ(Samples(page(" | jq .")), "answer");
  EXPECT_EQ(Samples(page("")), "answer");
  EXPECT_EQ(Samples("## GET /kites/{id}\n\nTwo of the members:\n\n```json\n{\"sail\": \"red\"}\n```\n"),
            "answer in part");
}

}  // namespace
}  // namespace plumbline::page
