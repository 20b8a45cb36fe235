#pragma once

#include <cstdint>

#include "decode/signalling_message.hpp"
#include "vocabulary/protocol.hpp"

namespace celltally {

// Which links are tapped, as far as it decides who of the unnamed is somebody: people whose names
// nobody has told yet are on all of them at once, and each would count them. The radio side (S1AP,
// NGAP, RANAP, BSSAP, BSSGP, and SGs, which names everybody) tells most of people, GTP less, the
// other protocols of the core least: unnamed people are counted where most is told of them.
//
// A side is there when in the last quarters of an hour (packet time) sixteen messages at least, and
// one for each sixty-four of the lesser sides', were its own: a stray packet changes nothing.
class TappedSides {
 public:
  void count(const SignallingMessage& message) noexcept;

  // Whether somebody whom this message does not name, and none before it has, is somebody.
  bool unnamed_count(const SignallingMessage& message) const noexcept;

  bool radio() const noexcept {
    return there(now_.radio + before_.radio, now_.gtp + before_.gtp + now_.core + before_.core);
  }
  bool gtp() const noexcept { return there(now_.gtp + before_.gtp, now_.core + before_.core); }

  static constexpr bool is_gtp(Protocol protocol) noexcept {
    return protocol == Protocol::gtpv1 || protocol == Protocol::gtpv2;
  }
  static constexpr bool is_of_radio(Protocol protocol) noexcept {
    return protocol == Protocol::s1ap || protocol == Protocol::ngap ||
           protocol == Protocol::sgsap || protocol == Protocol::ranap ||
           protocol == Protocol::bssap || protocol == Protocol::bssgp;
  }

  void forget() noexcept { *this = TappedSides{}; }

 private:
  static constexpr std::int64_t kQuarterS = 900;
  static constexpr std::uint64_t kLeast = 16;
  static constexpr std::uint64_t kShare = 64;

  struct Messages {
    std::uint64_t radio = 0;
    std::uint64_t gtp = 0;
    std::uint64_t core = 0;
  };

  static bool there(std::uint64_t greater, std::uint64_t lesser) noexcept {
    return greater >= kLeast && greater * kShare >= lesser;
  }

  Messages now_;
  Messages before_;
  std::int64_t end_s_ = 0;  // of the quarter
};

}  // namespace celltally
