// Every format over any bytes: it comes back, and a fault lies within the text.
//
//   input: the text
#include "fuzz/fuzz.h"
#include "schema/format.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace plumbline;
  for (const schema::Format& format : schema::Formats()) {
    const schema::FormatFault fault = format.check(fuzz::TextOf(data, size));
    if (fault.broken() && fault.offset > size)
      fuzz::Found(std::string(format.name) + " is broken behind the end of the text");
  }
  return 0;
}
