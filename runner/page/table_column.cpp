#include "page/table_column.h"

#include <array>

#include "base/regex.h"
#include "base/text.h"

namespace plumbline::page {

Column ColumnOf(std::string_view header) {
  struct Entry {
    Regex pattern;
    Column column;
  };
  static const std::array<Entry, 13> kColumns = {{
      {Regex(R"((?i)(?:is )?(?:nullable|null|can be null|allows? null)\??)"), Column::kNullable},
      {Regex(R"((?i)(?:http )?(?:verb|method)s?)"), Column::kMethod},
      {Regex(R"((?i)(?:endpoint|path|url|uri|route|resource path|request)s?)"), Column::kPath},
      {Regex(
           R"((?i)(?:http )?(?:status|response|error|return|status/error)? ?(?:status|code|status code|error code)s?|http)"),
       Column::kStatus},
      {Regex(
           R"((?i)(?:query |path |body |url |request |response |header |json |form |input |filter )?(?:field|name|param|parameter|property|attribute|key|member|argument|column|element|header|variable|filter)(?: name)?s?|option|paramètres?|champs?|parámetros?|parâmetros?|atributos?|campos?|nome|nombre|nom|felder|feld)"),
       Column::kName},
      {Regex(R"((?i)(?:data ?|value ?|json ?|field )?(?:type|format|datatype)s?|tipos?|typ)"), Column::kType},
      {Regex(
           R"((?i)(?:is )?(?:required|mandatory|req\.?|optional|presence|m/o|required\?|mandatory\?|requirement|required/optional|optional/required|obligatoire|requis|obligatorio|requerido|obrigat[óo]rio|pflicht(?:feld)?|erforderlich)\??)"),
       Column::kRequired},
      {Regex(R"((?i)default(?: value)?s?|padrão|par défaut|por defecto|standardwert)"), Column::kDefault},
      {Regex(R"((?i)in|location|where|passed in|sent in|place|param(?:eter)? type)"), Column::kIn},
      {Regex(R"((?i)(?:example|sample)(?: value)?s?)"), Column::kExample},
      {Regex(R"((?i)(?:allowed|possible|valid|accepted|enum)? ?(?:values?|options|enum))"), Column::kValues},
      {Regex(
           R"((?i)(?:limit|max|min|maximum|minimum|constraint|range|length|max length|validation|rule|restriction)s?)"),
       Column::kLimit},
      {Regex(
           R"((?i)(?:description|notes?|meaning|details?|explanation|comments?|remarks?|cause|reason|summary|purpose|what it (?:is|means|does)|definition|info|about)s?|descripción|descrição|beschreibung|descrizione)"),
       Column::kDescription},
  }};
  const std::string_view text = Trim(header);
  for (const Entry& entry : kColumns) {
    if (!text.empty() && entry.pattern.Full(text)) return entry.column;
  }
  return Column::kOther;
}

}  // namespace plumbline::page
