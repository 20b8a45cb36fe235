#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "decode/decoder.hpp"
#include "simulate/frame_builder.hpp"
#include "simulate/node_address.hpp"
#include "simulate/ranap_builder.hpp"
#include "simulate/sctp_builder.hpp"
#include "simulate/sigtran_builder.hpp"

namespace celltally {
namespace {

constexpr std::uint32_t kM3ua = 3;
constexpr std::string_view kImsi = "001010000000001";

// Packets of one association on a port that is nobody's, one after the other.
class Link {
 public:
  PacketOutcome send(const std::vector<Octets>& messages, std::uint32_t ppid = kM3ua) {
    std::vector<Octets> chunks;
    for (const Octets& each : messages) {
      chunks.push_back(sctp::data({.tsn = ++tsn_, .ppid = ppid}, each));
    }
    bytes_ = ethernet(sctp_packet(node("192.0.2.1"), node("192.0.2.2"),
                                  sctp::packet({.destination_port = 13127}, chunks)));
    Packet packet;
    packet.at = at;
    packet.bytes = bytes_;
    packet.wire_length = static_cast<std::uint32_t>(bytes_.size());
    packet.link = LinkType::ethernet;
    return decoder.decode(packet, *burst);
  }

  Decoder decoder;
  std::unique_ptr<MessageBurst> burst = std::make_unique<MessageBurst>();
  Timestamp at = Timestamp::from_seconds(1'700'000'000);

 private:
  Octets bytes_;
  std::uint32_t tsn_ = 0;
};

Octets common_id() {
  return sigtran::m3ua({}, sigtran::data_form_1(1, ranap::common_id(kImsi)));
}

TEST(DecoderSigtran, GivesTheMessagesOfAPacketAndCountsThem) {
  Link link;
  EXPECT_EQ(link.send({common_id(), sigtran::message(3, 1, {}), common_id()}),
            PacketOutcome::signalling);
  EXPECT_EQ(link.burst->size(), 2u);
  EXPECT_EQ(link.burst->messages()[1].at, link.at);
  EXPECT_EQ(link.decoder.counters().messages[static_cast<std::size_t>(Protocol::ranap)], 2u);
  EXPECT_TRUE(link.burst->has_room());
}

TEST(DecoderSigtran, TellsManagementFromWhatIsWrong) {
  Link link;
  EXPECT_EQ(link.send({sigtran::message(3, 1, {})}), PacketOutcome::sctp_signalling);
  EXPECT_EQ(link.send({sigtran::m3ua({.service = 5}, Octets{1, 2})}),
            PacketOutcome::sctp_signalling);
  EXPECT_EQ(link.send({Octets{1, 2, 3}}), PacketOutcome::bad_message);
  EXPECT_EQ(link.burst->size(), 0u);
}

// What the burst's messages borrow is the transport's until the next packet.
TEST(DecoderSigtran, ClosesABurstThatBorrowsFromIt) {
  Link link;
  const Octets whole = ranap::common_id(kImsi);
  const std::span octets{whole};
  const auto piece = [](std::span<const std::uint8_t> data, bool more) {
    return sigtran::m3ua({}, sigtran::data_form_1(1, data, more));
  };
  EXPECT_EQ(link.send({piece(octets.first(5), true)}), PacketOutcome::sctp_signalling);
  EXPECT_TRUE(link.burst->has_room());
  EXPECT_EQ(link.send({piece(octets.subspan(5), false)}), PacketOutcome::signalling);
  EXPECT_FALSE(link.burst->has_room());
  EXPECT_TRUE(link.burst->messages()[0].imsi.present());
  EXPECT_TRUE(link.decoder.sigtran().lent());
  link.burst->clear();
  link.decoder.expire(link.at);
  EXPECT_FALSE(link.decoder.sigtran().lent());
}

TEST(DecoderSigtran, ForgetsPiecesThatWaitTooLong) {
  Link link;
  link.send({sigtran::m3ua({}, sigtran::data_form_1(1, Octets{1, 2, 3}, true))});
  EXPECT_EQ(link.decoder.sigtran().segments().held(), 1u);
  link.at.ns += 3'000'000'000;
  link.decoder.expire(link.at);
  EXPECT_EQ(link.decoder.sigtran().segments().held(), 0u);
  EXPECT_EQ(link.decoder.sigtran().segments().counters().expired, 1u);
}

}  // namespace
}  // namespace celltally
