#pragma once

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "decode/signalling_message.hpp"
#include "tests/build_places.hpp"
#include "tests/decode/octets_from_hex.hpp"

namespace celltally {

// A message of tests/data/, and what tshark 4.0.17 shows of it.
struct Vector {
  std::string name;
  std::vector<std::uint8_t> octets;
  nlohmann::json tshark_fields;
};

// Those of tests/data/<file>_vectors.json whose name begins so.
inline std::vector<Vector> vectors_of(const std::string& file, std::string_view beginning = "") {
  std::ifstream stream{CELLTALLY_SOURCE_DIR "/tests/data/" + file + "_vectors.json"};
  std::vector<Vector> vectors;
  for (const auto& one : nlohmann::json::parse(stream)) {
    const std::string name = one.at("name");
    if (!name.starts_with(beginning)) continue;
    vectors.push_back(
        {name, octets_from_hex(one.at("hex").get<std::string>()), one.at("tshark_fields")});
  }
  return vectors;
}

// Each of `expected`, which have names, once and in any order.
template <typename Expected>
void expect_names(const std::vector<Vector>& vectors, const Expected& expected) {
  std::multiset<std::string> there;
  std::multiset<std::string> wanted;
  for (const Vector& one : vectors) there.insert(one.name);
  for (const auto& one : expected) wanted.emplace(one.name);
  EXPECT_EQ(there, wanted);
}

// The same bytes give the same, also with others behind them: octets of zero, or the message again.
// `decoded(octets)` gives a DecodedMessage.
template <typename Decoded>
void expect_same_again(const std::vector<Vector>& vectors, Decoded decoded) {
  for (const Vector& one : vectors) {
    const auto once = decoded(one.octets).whole();
    EXPECT_EQ(once, decoded(one.octets).whole()) << one.name;
    for (const auto& more : {std::vector<std::uint8_t>(7, 0), one.octets}) {
      std::vector<std::uint8_t> followed = one.octets;
      followed.insert(followed.end(), more.begin(), more.end());
      EXPECT_EQ(once, decoded(followed).whole()) << one.name;
    }
  }
}

// Each message that is decoded when one octet is changed to every `step`th value.
template <typename Decoded, typename Expect>
void with_any_octet_changed(const std::vector<Vector>& vectors, Decoded decoded, unsigned step,
                            Expect expect) {
  for (const Vector& one : vectors) {
    std::vector<std::uint8_t> changed = one.octets;
    for (std::size_t at = 0; at < changed.size(); ++at) {
      for (unsigned value = 0; value < 256; value += step) {
        changed[at] = static_cast<std::uint8_t>(value);
        for (const SignallingMessage& got : decoded(changed).all) expect(got);
      }
      changed[at] = one.octets[at];
    }
  }
}

// Never a crash, and what is given is sound.
template <typename Decoded>
void expect_sound_with_any_octet_changed(const std::vector<Vector>& vectors, Decoded decoded,
                                         unsigned step = 1) {
  with_any_octet_changed(vectors, decoded, step, [](const SignallingMessage& got) {
    EXPECT_TRUE(got.kind != EventKind::none || got.presence == Presence::none);
    EXPECT_TRUE(got.presence != Presence::exact || is_cell(got.cell.kind()));
    EXPECT_TRUE(!got.imsi.present() || got.home.known());
    // A SUCI tells the home of an IMSI that it does not tell.
    EXPECT_TRUE(got.imsi.present() || !got.home.known() || got.protocol == Protocol::ngap);
  });
}

}  // namespace celltally
