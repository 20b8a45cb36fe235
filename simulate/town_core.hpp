#pragma once

#include <cstdint>
#include <deque>
#include <utility>

#include "simulate/node_address.hpp"
#include "simulate/udp_flow.hpp"
#include "vocabulary/plmn.hpp"
#include "vocabulary/timestamp.hpp"

namespace celltally {

// The nodes of one core network and what they count. TEIDs of ended sessions are given to others
// two minutes later, as real nodes do.
class TownCore {
 public:
  TownCore(Plmn operator_code, const UdpFlow& mme_to_sgw, const UdpFlow& sgw_to_pgw,
           const NodeAddress& radio, std::uint32_t first_teid)
      : plmn(operator_code), s11(mme_to_sgw), s5(sgw_to_pgw), enb(radio), next_teid_(first_teid) {}

  Plmn plmn;
  UdpFlow s11;
  UdpFlow s5;
  NodeAddress enb;

  std::uint32_t sequence() noexcept { return sequence_ = (sequence_ + 1) & 0x7fffff; }

  std::uint32_t take_teid(Timestamp now) {
    if (free_.empty() || free_.front().first > now) return next_teid_ += 0x101;
    const std::uint32_t teid = free_.front().second;
    free_.pop_front();
    return teid;
  }

  void give_back(std::uint32_t teid, Timestamp now) {
    constexpr std::int64_t kRestNs = 120'000'000'000;
    free_.emplace_back(Timestamp{now.ns + kRestNs}, teid);
  }

 private:
  std::uint32_t next_teid_;
  std::uint32_t sequence_ = 0;
  std::deque<std::pair<Timestamp, std::uint32_t>> free_;
};

}  // namespace celltally
