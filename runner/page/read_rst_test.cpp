#include <gtest/gtest.h>

#include <string>

#include "page/page.h"

namespace plumbline::page {
namespace {

std::string Read(std::string text) {
  Page page{document::Source("page.rst", std::move(text)), Format::kRst, {}};
  page.blocks = ReadRst(page.source);
  return Print(page);
}

TEST(ReadRst, SectionsProseAndInlineMarkup) {
  EXPECT_EQ(Read(R"(:orphan:

=========
Users API
=========

.. a comment
   that goes on

.. |version| replace:: 3

Has ``code``, :http:get:`/users`, *one* and a `link <https://x.example>`_
of |version|; 2 * 3 * 4 stays, and so does a\*b.

Posts
-----

Tags
====
)"),
            R"(heading 1 [3:1] Users API
paragraph [12:1] Has `code`, `GET /users`, _one_ and a [link](https://x.example) of ; 2 * 3 * 4 stays, and so does a*b.
heading 2 [15:1] Posts
heading 3 [18:1] Tags
)");
}

TEST(ReadRst, OperationsOfTheHttpDomain) {
  EXPECT_EQ(Read(R"(Users
=====

.. http:get:: /users/(int:user_id)/posts
   :synopsis: Posts

   The posts of a user.

   .. sourcecode:: http

      GET /users/1/posts HTTP/1.1
      Host: api.example.com

   :query int offset: where to begin
      and go on
   :<json string name: the name
   :>jsonarr object[] items: what is in it
   :statuscode 404: no such user
   :reqheader Authorization: a token
   :param user_id: whose

Prose.
)"),
            R"(heading 1 [1:1] Users
heading 2 [4:1] GET /users/{user_id}/posts
paragraph [7:4] The posts of a user.
code [11:7] (http) GET /users/1/posts HTTP/1.1⏎Host: api.example.com
field [14:4] (query) where to begin and go on
  name: offset
  type: int
  in: query
field [16:4] (<json) the name
  name: name
  type: string
  in: body
field [17:4] (>jsonarr) what is in it
  name: items
  type: object[]
  in: response
field [18:4] (statuscode) no such user
  name: 404
  in: status
field [19:4] (reqheader) a token
  name: Authorization
  in: header
field [20:4] (param) whose
  name: user_id
  in: path
paragraph [22:1] Prose.
)");
}

TEST(ReadRst, TablesOfFourKinds) {
  EXPECT_EQ(Read(R"(+------+---------+
| Name | Type    |
+======+=========+
| id   | string  |
|      | or null |
+------+---------+
| both columns   |
+------+---------+

=====  =======
Code   Meaning
=====  =======
401    No key
403    Not
       yours
=====  =======

.. list-table:: Fields
   :header-rows: 1

   * - Field
     - Type
   * - ``id``
     - string
       or two

.. csv-table::
   :header: "Name", "Type"

   "a, b", string
   c, "say ""x"""
)"),
            R"(table [1:1]
  || Name | Type
  | id | string or null
  | both columns | 
table [10:1]
  || Code | Meaning
  | 401 | No key
  | 403 | Not yours
table [21:4] "Fields"
  || Field | Type
  | `id` | string or two
table [28:12]
  || Name | Type
  | a, b | string
  | c | say "x"
)");
}

TEST(ReadRst, ListsDefinitionsCodeAndAdmonitions) {
  EXPECT_EQ(Read(R"(.. note:: Keep it
   safe.

   Further.

Example::

   curl https://api.example.com \
     -d x

.. code-block:: json
   :caption: Answer

   {
     "a": 1
   }

* One
  goes on

  - Inner
* Two

1. First

``limit`` : integer
    How many.

Term
    Its definition.

:page: The page
:What it is: prose
)"),
            R"(paragraph [1:11] <note> Keep it safe.
paragraph [4:4] <note> Further.
paragraph [6:1] Example:
code [8:4] curl https://api.example.com \⏎  -d x
code [14:4] "Answer" (json) {⏎  "a": 1⏎}
item 1 [18:1] One goes on
item 2 [21:3] Inner
item 1 [22:1] Two
item 1 [24:1] First
field [26:1] How many.
  name: limit
  type: integer
paragraph [29:1] Term
paragraph [30:5] Its definition.
field [32:1] The page
  name: page
paragraph [33:1] What it is: prose
)");
}

TEST(ReadRst, TextsKnowTheirBytes) {
  const std::string text = "An ``id`` and :ref:`id <x>`\nand an id.\n";
  const std::vector<Block> blocks = ReadRst(document::Source("page.rst", text));
  ASSERT_EQ(blocks.size(), 1u);
  EXPECT_EQ(blocks[0].text.text, "An id and id and an id.");
  EXPECT_EQ(blocks[0].text.SpanOf(3, 5), (document::Span{5, 7}));
  EXPECT_EQ(blocks[0].text.SpanOf(10, 12), (document::Span{20, 22}));
  EXPECT_EQ(blocks[0].text.SpanOf(20, 22).begin, text.rfind("id"));
}

TEST(ReadRst, AQuarterOfAMegabyteOfAnythingIsReadInLinearTime) {
  for (std::string_view unit :
       {"*",           "`",       "``",    "|",    ":",    "=",   "= ",      "==\n",        "+-",
        "+--+\n",      "- ",      "* a\n", " ",    "\n",   "a\n", "a\n b\n", "a::\n\n b\n", ".. ",
        ".. note::\n", ":a: b\n", "::\n",  "a*b ", ":a:`", "<",   "\\",      "a\n=\n"}) {
    std::string text;
    while (text.size() < 250'000) text += unit;
    ReadRst(document::Source("page.rst", std::move(text)));
  }
  // Each line one deeper than the line before it.
  for (std::string_view mark : {"- a\n", "a\n", ".. note:: a\n", ":a: b\n"}) {
    std::string text;
    for (std::size_t depth = 0; text.size() < 250'000; ++depth) text += std::string(depth, ' ') + std::string(mark);
    ReadRst(document::Source("page.rst", std::move(text)));
  }
}

}  // namespace
}  // namespace plumbline::page
