#include "schema/pattern_property.h"

#include <vector>

namespace plumbline::schema {
namespace {

struct CategoryRow {
  std::string_view name, long_name, alias, re2;
};

// Values of General_Category.
constexpr CategoryRow kCategories[] = {
    {"C", "Other", "", "^L M N P S Z"},
    {"Cc", "Control", "cntrl", "Cc"},
    {"Cf", "Format", "", "Cf"},
    {"Cn", "Unassigned", "", "^L M N P S Z Cc Cf Co Cs"},
    {"Co", "Private_Use", "", "Co"},
    {"Cs", "Surrogate", "", "Cs"},
    {"L", "Letter", "", "L"},
    {"LC", "Cased_Letter", "", "Lu Ll Lt"},
    {"Ll", "Lowercase_Letter", "", "Ll"},
    {"Lm", "Modifier_Letter", "", "Lm"},
    {"Lo", "Other_Letter", "", "Lo"},
    {"Lt", "Titlecase_Letter", "", "Lt"},
    {"Lu", "Uppercase_Letter", "", "Lu"},
    {"M", "Mark", "Combining_Mark", "M"},
    {"Mc", "Spacing_Mark", "", "Mc"},
    {"Me", "Enclosing_Mark", "", "Me"},
    {"Mn", "Nonspacing_Mark", "", "Mn"},
    {"N", "Number", "", "N"},
    {"Nd", "Decimal_Number", "digit", "Nd"},
    {"Nl", "Letter_Number", "", "Nl"},
    {"No", "Other_Number", "", "No"},
    {"P", "Punctuation", "punct", "P"},
    {"Pc", "Connector_Punctuation", "", "Pc"},
    {"Pd", "Dash_Punctuation", "", "Pd"},
    {"Pe", "Close_Punctuation", "", "Pe"},
    {"Pf", "Final_Punctuation", "", "Pf"},
    {"Pi", "Initial_Punctuation", "", "Pi"},
    {"Po", "Other_Punctuation", "", "Po"},
    {"Ps", "Open_Punctuation", "", "Ps"},
    {"S", "Symbol", "", "S"},
    {"Sc", "Currency_Symbol", "", "Sc"},
    {"Sk", "Modifier_Symbol", "", "Sk"},
    {"Sm", "Math_Symbol", "", "Sm"},
    {"So", "Other_Symbol", "", "So"},
    {"Z", "Separator", "", "Z"},
    {"Zl", "Line_Separator", "", "Zl"},
    {"Zp", "Paragraph_Separator", "", "Zp"},
    {"Zs", "Space_Separator", "", "Zs"},
};

struct ScriptRow {
  std::string_view name, long_name, alias;
};

// Values of Script and Script_Extensions.
constexpr ScriptRow kScripts[] = {
    {"Adlm", "Adlam", ""},
    {"Ahom", "Ahom", ""},
    {"Hluw", "Anatolian_Hieroglyphs", ""},
    {"Arab", "Arabic", ""},
    {"Armn", "Armenian", ""},
    {"Avst", "Avestan", ""},
    {"Bali", "Balinese", ""},
    {"Bamu", "Bamum", ""},
    {"Bass", "Bassa_Vah", ""},
    {"Batk", "Batak", ""},
    {"Beng", "Bengali", ""},
    {"Bhks", "Bhaiksuki", ""},
    {"Bopo", "Bopomofo", ""},
    {"Brah", "Brahmi", ""},
    {"Brai", "Braille", ""},
    {"Bugi", "Buginese", ""},
    {"Buhd", "Buhid", ""},
    {"Cans", "Canadian_Aboriginal", ""},
    {"Cari", "Carian", ""},
    {"Aghb", "Caucasian_Albanian", ""},
    {"Cakm", "Chakma", ""},
    {"Cham", "Cham", ""},
    {"Cher", "Cherokee", ""},
    {"Chrs", "Chorasmian", ""},
    {"Zyyy", "Common", ""},
    {"Copt", "Coptic", "Qaac"},
    {"Xsux", "Cuneiform", ""},
    {"Cprt", "Cypriot", ""},
    {"Cpmn", "Cypro_Minoan", ""},
    {"Cyrl", "Cyrillic", ""},
    {"Dsrt", "Deseret", ""},
    {"Deva", "Devanagari", ""},
    {"Diak", "Dives_Akuru", ""},
    {"Dogr", "Dogra", ""},
    {"Dupl", "Duployan", ""},
    {"Egyp", "Egyptian_Hieroglyphs", ""},
    {"Elba", "Elbasan", ""},
    {"Elym", "Elymaic", ""},
    {"Ethi", "Ethiopic", ""},
    {"Geor", "Georgian", ""},
    {"Glag", "Glagolitic", ""},
    {"Goth", "Gothic", ""},
    {"Gran", "Grantha", ""},
    {"Grek", "Greek", ""},
    {"Gujr", "Gujarati", ""},
    {"Gong", "Gunjala_Gondi", ""},
    {"Guru", "Gurmukhi", ""},
    {"Hani", "Han", ""},
    {"Hang", "Hangul", ""},
    {"Rohg", "Hanifi_Rohingya", ""},
    {"Hano", "Hanunoo", ""},
    {"Hatr", "Hatran", ""},
    {"Hebr", "Hebrew", ""},
    {"Hira", "Hiragana", ""},
    {"Armi", "Imperial_Aramaic", ""},
    {"Zinh", "Inherited", "Qaai"},
    {"Phli", "Inscriptional_Pahlavi", ""},
    {"Prti", "Inscriptional_Parthian", ""},
    {"Java", "Javanese", ""},
    {"Kthi", "Kaithi", ""},
    {"Knda", "Kannada", ""},
    {"Kana", "Katakana", ""},
    {"Kali", "Kayah_Li", ""},
    {"Khar", "Kharoshthi", ""},
    {"Kits", "Khitan_Small_Script", ""},
    {"Khmr", "Khmer", ""},
    {"Khoj", "Khojki", ""},
    {"Sind", "Khudawadi", ""},
    {"Laoo", "Lao", ""},
    {"Latn", "Latin", ""},
    {"Lepc", "Lepcha", ""},
    {"Limb", "Limbu", ""},
    {"Lina", "Linear_A", ""},
    {"Linb", "Linear_B", ""},
    {"Lisu", "Lisu", ""},
    {"Lyci", "Lycian", ""},
    {"Lydi", "Lydian", ""},
    {"Mahj", "Mahajani", ""},
    {"Maka", "Makasar", ""},
    {"Mlym", "Malayalam", ""},
    {"Mand", "Mandaic", ""},
    {"Mani", "Manichaean", ""},
    {"Marc", "Marchen", ""},
    {"Gonm", "Masaram_Gondi", ""},
    {"Medf", "Medefaidrin", ""},
    {"Mtei", "Meetei_Mayek", ""},
    {"Mend", "Mende_Kikakui", ""},
    {"Merc", "Meroitic_Cursive", ""},
    {"Mero", "Meroitic_Hieroglyphs", ""},
    {"Plrd", "Miao", ""},
    {"Modi", "Modi", ""},
    {"Mong", "Mongolian", ""},
    {"Mroo", "Mro", ""},
    {"Mult", "Multani", ""},
    {"Mymr", "Myanmar", ""},
    {"Nbat", "Nabataean", ""},
    {"Nand", "Nandinagari", ""},
    {"Talu", "New_Tai_Lue", ""},
    {"Newa", "Newa", ""},
    {"Nkoo", "Nko", ""},
    {"Nshu", "Nushu", ""},
    {"Hmnp", "Nyiakeng_Puachue_Hmong", ""},
    {"Ogam", "Ogham", ""},
    {"Olck", "Ol_Chiki", ""},
    {"Hung", "Old_Hungarian", ""},
    {"Ital", "Old_Italic", ""},
    {"Narb", "Old_North_Arabian", ""},
    {"Perm", "Old_Permic", ""},
    {"Xpeo", "Old_Persian", ""},
    {"Sogo", "Old_Sogdian", ""},
    {"Sarb", "Old_South_Arabian", ""},
    {"Orkh", "Old_Turkic", ""},
    {"Ougr", "Old_Uyghur", ""},
    {"Orya", "Oriya", ""},
    {"Osge", "Osage", ""},
    {"Osma", "Osmanya", ""},
    {"Hmng", "Pahawh_Hmong", ""},
    {"Palm", "Palmyrene", ""},
    {"Pauc", "Pau_Cin_Hau", ""},
    {"Phag", "Phags_Pa", ""},
    {"Phnx", "Phoenician", ""},
    {"Phlp", "Psalter_Pahlavi", ""},
    {"Rjng", "Rejang", ""},
    {"Runr", "Runic", ""},
    {"Samr", "Samaritan", ""},
    {"Saur", "Saurashtra", ""},
    {"Shrd", "Sharada", ""},
    {"Shaw", "Shavian", ""},
    {"Sidd", "Siddham", ""},
    {"Sgnw", "SignWriting", ""},
    {"Sinh", "Sinhala", ""},
    {"Sogd", "Sogdian", ""},
    {"Sora", "Sora_Sompeng", ""},
    {"Soyo", "Soyombo", ""},
    {"Sund", "Sundanese", ""},
    {"Sylo", "Syloti_Nagri", ""},
    {"Syrc", "Syriac", ""},
    {"Tglg", "Tagalog", ""},
    {"Tagb", "Tagbanwa", ""},
    {"Tale", "Tai_Le", ""},
    {"Lana", "Tai_Tham", ""},
    {"Tavt", "Tai_Viet", ""},
    {"Takr", "Takri", ""},
    {"Taml", "Tamil", ""},
    {"Tnsa", "Tangsa", ""},
    {"Tang", "Tangut", ""},
    {"Telu", "Telugu", ""},
    {"Thaa", "Thaana", ""},
    {"Thai", "Thai", ""},
    {"Tibt", "Tibetan", ""},
    {"Tfng", "Tifinagh", ""},
    {"Tirh", "Tirhuta", ""},
    {"Toto", "Toto", ""},
    {"Ugar", "Ugaritic", ""},
    {"Zzzz", "Unknown", ""},
    {"Vaii", "Vai", ""},
    {"Vith", "Vithkuqi", ""},
    {"Wcho", "Wancho", ""},
    {"Wara", "Warang_Citi", ""},
    {"Yezi", "Yezidi", ""},
    {"Yiii", "Yi", ""},
    {"Zanb", "Zanabazar_Square", ""},
};

struct BinaryRow {
  std::string_view name, alias;
};

// The binary properties that are left to PCRE2, under the same name.
constexpr BinaryRow kBinaries[] = {
    {"Alphabetic", "Alpha"},
    {"Bidi_Control", "Bidi_C"},
    {"Bidi_Mirrored", "Bidi_M"},
    {"Case_Ignorable", "CI"},
    {"Cased", ""},
    {"Changes_When_Casefolded", "CWCF"},
    {"Changes_When_Casemapped", "CWCM"},
    {"Changes_When_Lowercased", "CWL"},
    {"Changes_When_NFKC_Casefolded", "CWKCF"},
    {"Changes_When_Titlecased", "CWT"},
    {"Changes_When_Uppercased", "CWU"},
    {"Dash", ""},
    {"Default_Ignorable_Code_Point", "DI"},
    {"Deprecated", "Dep"},
    {"Diacritic", "Dia"},
    {"Emoji", ""},
    {"Emoji_Component", "EComp"},
    {"Emoji_Modifier", "EMod"},
    {"Emoji_Modifier_Base", "EBase"},
    {"Emoji_Presentation", "EPres"},
    {"Extended_Pictographic", "ExtPict"},
    {"Extender", "Ext"},
    {"Grapheme_Base", "Gr_Base"},
    {"Grapheme_Extend", "Gr_Ext"},
    {"IDS_Binary_Operator", "IDSB"},
    {"IDS_Trinary_Operator", "IDST"},
    {"ID_Continue", "IDC"},
    {"ID_Start", "IDS"},
    {"Ideographic", "Ideo"},
    {"Logical_Order_Exception", "LOE"},
    {"Lowercase", "Lower"},
    {"Math", ""},
    {"Noncharacter_Code_Point", "NChar"},
    {"Pattern_Syntax", "Pat_Syn"},
    {"Quotation_Mark", "QMark"},
    {"Radical", ""},
    {"Sentence_Terminal", "STerm"},
    {"Soft_Dotted", "SD"},
    {"Terminal_Punctuation", "Term"},
    {"Unified_Ideograph", "UIdeo"},
    {"Uppercase", "Upper"},
    {"Variation_Selector", "VS"},
    {"XID_Continue", "XIDC"},
    {"XID_Start", "XIDS"},
};

// The one of these that PCRE2 does not have either.
constexpr std::string_view kInNoEngine = "Changes_When_NFKC_Casefolded";

struct FixedRow {
  std::string_view name, alias;
  std::vector<CodePointRange> ranges;
};

// The binary properties of which the code points are as good as settled for all time.
const std::vector<FixedRow>& FixedRows() {
  static const std::vector<FixedRow> rows = {
      {"ASCII", "", {{0, 0x7F}}},
      {"ASCII_Hex_Digit", "AHex", {{'0', '9'}, {'A', 'F'}, {'a', 'f'}}},
      {"Any", "", {{0, kLastCodePoint}}},
      {"Hex_Digit", "Hex", {{'0', '9'}, {'A', 'F'}, {'a', 'f'}, {0xFF10, 0xFF19}, {0xFF21, 0xFF26}, {0xFF41, 0xFF46}}},
      {"Join_Control", "Join_C", {{0x200C, 0x200D}}},
      {"Pattern_White_Space", "Pat_WS", {{0x09, 0x0D}, {' ', ' '}, {0x85, 0x85}, {0x200E, 0x200F}, {0x2028, 0x2029}}},
      {"Regional_Indicator", "RI", {{0x1F1E6, 0x1F1FF}}},
      {"White_Space",
       "space",
       {{0x09, 0x0D},
        {' ', ' '},
        {0x85, 0x85},
        {0xA0, 0xA0},
        {0x1680, 0x1680},
        {0x2000, 0x200A},
        {0x2028, 0x2029},
        {0x202F, 0x202F},
        {0x205F, 0x205F},
        {0x3000, 0x3000}}},
  };
  return rows;
}

std::optional<UnicodeProperty> FindCategory(std::string_view name) {
  for (const CategoryRow& row : kCategories) {
    if (name != row.name && name != row.long_name && name != row.alias) continue;
    return UnicodeProperty{std::nullopt, std::string(row.re2), std::string(row.name)};
  }
  return std::nullopt;
}

// RE2 knows the scripts by their long names, and has neither Script_Extensions nor Unknown.
std::optional<UnicodeProperty> FindScript(std::string_view name, bool extensions) {
  for (const ScriptRow& row : kScripts) {
    if (name != row.name && name != row.long_name && name != row.alias) continue;
    return UnicodeProperty{std::nullopt, extensions || row.name == "Zzzz" ? std::string() : std::string(row.long_name),
                           (extensions ? "scx:" : "sc:") + std::string(row.name)};
  }
  return std::nullopt;
}

std::optional<UnicodeProperty> FindBinary(std::string_view name) {
  for (const FixedRow& row : FixedRows()) {
    if (name == row.name || name == row.alias) return UnicodeProperty{CodePointSet(row.ranges), "", ""};
  }
  for (const BinaryRow& row : kBinaries) {
    if (name != row.name && name != row.alias) continue;
    return UnicodeProperty{std::nullopt, "", row.name == kInNoEngine ? std::string() : std::string(row.name)};
  }
  if (name == "Assigned") return UnicodeProperty{std::nullopt, "L M N P S Z Cc Cf Co Cs", "^Cn"};
  return std::nullopt;
}

}  // namespace

std::optional<UnicodeProperty> FindUnicodeProperty(std::string_view name, std::string_view value) {
  if (name.empty()) return std::nullopt;
  if (value.empty()) {
    if (auto category = FindCategory(name)) return category;
    return FindBinary(name);
  }
  if (name == "General_Category" || name == "gc") return FindCategory(value);
  if (name == "Script" || name == "sc") return FindScript(value, false);
  if (name == "Script_Extensions" || name == "scx") return FindScript(value, true);
  return std::nullopt;
}

}  // namespace plumbline::schema
