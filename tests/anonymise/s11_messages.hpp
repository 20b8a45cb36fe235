#pragma once

#include <cstdint>
#include <string>

#include "tests/anonymise/message_spec.hpp"

// The messages between an MME and an SGW (TS 29.274, S11), as far as correlation looks at them.

namespace celltally::test {

inline constexpr int kMme = 1;
inline constexpr int kSgw = 2;
inline constexpr std::int64_t kStart = 1'767'225'600;
inline const std::string kAlice = "208930000000001";
inline const std::string kBob = "208930000000002";

inline MessageSpec create_request(const std::string& imsi, std::uint32_t mme_teid,
                                  std::int64_t second = kStart) {
  return {.second = second,
          .imsi = imsi,
          .source = kMme,
          .receiver = {kSgw, 0},
          .announced = {{kMme, mme_teid}}};
}
inline MessageSpec create_response(std::uint32_t mme_teid, std::uint32_t sgw_teid,
                                   std::int64_t second = kStart) {
  return {.second = second,
          .source = kSgw,
          .receiver = {kMme, mme_teid},
          .announced = {{kSgw, sgw_teid}},
          .type = 33,
          .begins_session = true,
          .grants_session = true};
}
inline MessageSpec to_sgw(std::uint32_t teid, std::int64_t second = kStart) {
  return {.second = second, .source = kMme, .receiver = {kSgw, teid}, .type = 34};
}
inline MessageSpec to_mme(std::uint32_t teid, std::int64_t second = kStart) {
  return {.second = second, .source = kSgw, .receiver = {kMme, teid}, .type = 35};
}
// A message to the MME that ends the session; which messages do is the decoder's affair.
inline MessageSpec session_ended(std::uint32_t mme_teid, std::int64_t second) {
  return {.second = second,
          .source = kSgw,
          .receiver = {kMme, mme_teid},
          .type = 36,
          .ends_session = true};
}
inline MessageSpec echo(int node, std::uint8_t counter, std::int64_t second = kStart) {
  return {
      .second = second, .source = node, .receiver = {3, 0}, .type = 1, .restart_counter = counter};
}

}  // namespace celltally::test
