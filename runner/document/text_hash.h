// The hash of keys, and of values by equality: fast on short texts, of no cryptographic worth. Seeded anew in every
// process, since who knows the seeds writes documents in which all keys share one hash. What is written must not depend
// on it.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace plumbline::document {

inline std::uint64_t Load8(const char* p) {
  std::uint64_t word;
  std::memcpy(&word, p, 8);
  return word;
}
inline std::uint64_t Load4(const char* p) {
  std::uint32_t word;
  std::memcpy(&word, p, 4);
  return word;
}

struct HashSeeds {
  std::uint64_t a, b;
};
HashSeeds RandomSeeds();
inline const HashSeeds kHashSeeds = RandomSeeds();

inline std::uint64_t Mix(std::uint64_t a, std::uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a ^ kHashSeeds.a) * (b ^ kHashSeeds.b);
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

inline std::uint64_t TextHash(const char* p, std::size_t size) {
  if (size <= 16) {
    if (size >= 8) return Mix(Load8(p) ^ size, Load8(p + size - 8));
    if (size >= 4) return Mix(Load4(p) ^ (size << 32), Load4(p + size - 4));
    if (size == 0) return 0;
    const auto byte = [&](std::size_t i) { return static_cast<std::uint64_t>(static_cast<unsigned char>(p[i])); };
    return Mix(size << 32, byte(0) | byte(size / 2) << 8 | byte(size - 1) << 16);
  }
  std::uint64_t hash = size;
  std::size_t i = 0;
  for (; i + 16 < size; i += 16) hash = Mix(Load8(p + i) ^ hash, Load8(p + i + 8));
  return Mix(Load8(p + size - 16) ^ hash, Load8(p + size - 8));
}

// For the tables of the standard library, whose own hash is the same everywhere.
struct SeededHash {
  std::size_t operator()(std::string_view text) const { return TextHash(text.data(), text.size()); }
};

}  // namespace plumbline::document
