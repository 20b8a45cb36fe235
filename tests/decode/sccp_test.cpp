#include "decode/sccp.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string_view>

#include "decode/m3ua.hpp"
#include "simulate/sigtran_builder.hpp"

namespace celltally {
namespace {

using namespace sigtran;  // NOLINT(google-build-using-namespace): the builders
using Type = SccpMessage::Type;

Octets text(std::string_view letters) {
  return {letters.begin(), letters.end()};
}

// From a buffer of exactly its size.
struct Read {
  explicit Read(const Octets& octets, bool cut = false)
      : buffer(std::make_unique<std::uint8_t[]>(octets.size())) {
    std::ranges::copy(octets, buffer.get());
    good = read_sccp({buffer.get(), octets.size()}, cut, message);
  }
  std::string data() const { return {message.data.begin(), message.data.end()}; }

  std::unique_ptr<std::uint8_t[]> buffer;
  SccpMessage message;
  bool good = false;
};

TEST(Sccp, ReadsWhatBeginsAndEndsAConnection) {
  const Read request{connection_request(0x010203, kRanap, text("data"))};
  EXPECT_TRUE(request.good);
  EXPECT_EQ(request.message.type, Type::connection_request);
  EXPECT_TRUE(request.message.has_source_reference);
  EXPECT_FALSE(request.message.has_destination_reference);
  EXPECT_EQ(request.message.source_reference, 0x010203u);
  EXPECT_EQ(request.message.called, kRanap);
  EXPECT_EQ(request.data(), "data");

  const Read confirm{connection_confirm(0x010203, 0x040506)};
  EXPECT_EQ(confirm.message.type, Type::connection_confirm);
  EXPECT_EQ(confirm.message.destination_reference, 0x010203u);
  EXPECT_EQ(confirm.message.source_reference, 0x040506u);
  EXPECT_EQ(confirm.data(), "");
  EXPECT_FALSE(confirm.message.broken);

  EXPECT_EQ(Read{connection_confirm(1, 2, text("more"))}.data(), "more");
  EXPECT_EQ(Read{released(1, 2, text("last"))}.data(), "last");
  EXPECT_EQ(Read{connection_refused(7)}.message.destination_reference, 7u);
  const Read complete{release_complete(8, 9)};
  EXPECT_EQ(complete.message.type, Type::release_complete);
  EXPECT_EQ(complete.message.destination_reference, 8u);
  EXPECT_EQ(complete.message.source_reference, 9u);
  const Read wrong{error(8)};
  EXPECT_EQ(wrong.message.type, Type::error);
  EXPECT_EQ(wrong.message.destination_reference, 8u);
  EXPECT_FALSE(wrong.message.has_source_reference);
  const Read asks{inactivity_test(8, 9)};
  EXPECT_EQ(asks.message.type, Type::inactivity_test);
  EXPECT_EQ(asks.message.destination_reference, 8u);
  EXPECT_EQ(asks.message.source_reference, 9u);
}

TEST(Sccp, ReadsDataInEveryForm) {
  EXPECT_EQ(Read{data_form_1(5, text("one"))}.data(), "one");
  EXPECT_FALSE(Read{data_form_1(5, text("one"))}.message.more);
  EXPECT_TRUE(Read{data_form_1(5, text("one"), true)}.message.more);
  EXPECT_EQ(Read{data_form_2(5, text("two"))}.data(), "two");
  EXPECT_FALSE(Read{data_form_2(5, text("two"))}.message.more);
  EXPECT_TRUE(Read{data_form_2(5, text("two"), true)}.message.more);
  EXPECT_EQ(Read{unitdata(kBssap, text("three"))}.data(), "three");
  EXPECT_EQ(Read{unitdata(kBssap, text("three"))}.message.calling, kBssap);
  EXPECT_EQ(Read{extended_unitdata(kRanap, text("four"))}.data(), "four");
  EXPECT_EQ(Read{long_unitdata(kRanap, text("five"))}.data(), "five");
  EXPECT_EQ(Read{long_unitdata(kRanap, Octets(1000, 'x'))}.data(), std::string(1000, 'x'));
}

TEST(Sccp, ReadsWhichPieceOfAMessageItIs) {
  for (const bool long_one : {false, true}) {
    const Segment segment{.first = true, .left = 3, .reference = 0xabcdef};
    const Read read{long_one ? long_unitdata(kRanap, text("piece"), segment)
                             : extended_unitdata(kRanap, text("piece"), segment)};
    EXPECT_TRUE(read.message.segmented);
    EXPECT_TRUE(read.message.first_segment);
    EXPECT_EQ(read.message.segments_left, 3);
    EXPECT_EQ(read.message.segmentation_reference, 0xabcdefu);
    EXPECT_EQ(read.data(), "piece");
  }
  const Read last{extended_unitdata(kRanap, text("piece"), Segment{.first = false})};
  EXPECT_FALSE(last.message.first_segment);
  EXPECT_EQ(last.message.segments_left, 0);
}

TEST(Sccp, TakesASubsystemNumberBehindAPointCode) {
  Octets octets = unitdata(kBssap, text("data"));
  // The called address with a point code before the number.
  octets.insert(octets.begin() + 7, {0x34, 0x12});
  octets[5] = 4;
  octets[6] = 0x43;
  octets[3] = 7;
  octets[4] = 9;
  EXPECT_EQ(Read{octets}.message.called, kBssap);
  EXPECT_EQ(Read{octets}.data(), "data");
}

TEST(Sccp, LetsNoPointerLeadOut) {
  for (const std::size_t at : {2u, 3u, 4u}) {
    for (unsigned pointer = 0; pointer < 256; ++pointer) {
      Octets octets = unitdata(kBssap, text("data"));
      octets[at] = static_cast<std::uint8_t>(pointer);
      EXPECT_TRUE(Read{octets}.good);  // what is there is in the buffer: the sanitizer looks
    }
  }
  Octets octets = data_form_1(5, text("data"));
  octets[5] = 200;
  EXPECT_TRUE(Read{octets}.message.broken);
  octets[5] = 1;
  octets[6] = 200;  // the length
  EXPECT_TRUE(Read{octets}.message.broken);
  EXPECT_FALSE(Read{octets}.message.cut);
  EXPECT_TRUE((Read{octets, true}.message.cut));
  EXPECT_EQ(Read{octets}.data(), "data");
}

TEST(Sccp, RefusesWhatEndsBeforeItsFixedPartAndUnknownTypes) {
  for (const Octets& whole :
       {connection_request(1, kRanap, text("data")), connection_confirm(1, 2), released(1, 2),
        release_complete(1, 2), connection_refused(1), error(1), inactivity_test(1, 2),
        data_form_1(1, text("data")), data_form_2(1, text("data")), unitdata(kRanap, text("data")),
        extended_unitdata(kRanap, text("data")), long_unitdata(kRanap, text("data"))}) {
    const Read all{whole};
    for (std::size_t octets = 0; octets < whole.size(); ++octets) {
      const Read part{Octets(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(octets))};
      EXPECT_LE(part.message.data.size(), all.message.data.size());
      if (part.good) {
        EXPECT_EQ(part.message.source_reference, all.message.source_reference);
        EXPECT_EQ(part.message.destination_reference, all.message.destination_reference);
      }
    }
  }
  EXPECT_FALSE(Read{Octets{}}.good);
  EXPECT_FALSE((Read{Octets{0, 1, 2, 3}}.good));
  EXPECT_FALSE((Read{Octets{0x15, 1, 2, 3}}.good));
  EXPECT_TRUE((Read{Octets{0x0d, 1, 2, 3}}.good));  // reset request: of no interest
  EXPECT_EQ((Read{Octets{0x0d, 1, 2, 3}}.message.type), Type::other);
}

TEST(Sccp, ReadsEndlessOptionsOnce) {
  Octets octets = connection_request(1, kRanap, {});
  octets[6] = 4;
  octets.resize(64 * 1024, 0x01);  // options of a length of 1, one after the other
  EXPECT_TRUE(Read{octets}.good);
  octets.assign(64 * 1024, 0x0f);
  octets[0] = 1;
  EXPECT_TRUE(Read{octets}.good);
}

TEST(Sccp, HasNames) {
  EXPECT_EQ(sccp_message_name(1), "Connection Request");
  EXPECT_EQ(sccp_message_name(0x14), "Long Unitdata Service");
  EXPECT_EQ(sccp_message_name(0), "");
  EXPECT_EQ(sccp_message_name(0x15), "");
}

TEST(M3ua, SkipsWhatIsAroundTheData) {
  const Octets data = protocol_data({.origin = 7, .destination = 8, .network = 3}, text("sccp"));
  const Octets four{0, 0, 0, 1};
  for (const auto& parameters : std::vector<std::vector<Octets>>{
           {data},
           {parameter(0x0200, four), data},
           {parameter(0x0200, four), parameter(6, four), data, parameter(0x13, four)}}) {
    const Octets whole = message(1, 1, parameters);
    const M3ua read = read_m3ua(whole, false);
    EXPECT_EQ(read.content, M3ua::Content::sccp);
    EXPECT_EQ(read.origin, 7u);
    EXPECT_EQ(read.destination, 8u);
    EXPECT_EQ(read.network, 3);
    EXPECT_EQ(std::string(read.sccp.begin(), read.sccp.end()), "sccp");
  }
}

TEST(M3ua, TellsManagementAndOtherUsersFromWhatIsWrong) {
  using Content = M3ua::Content;
  const auto content = [](const Octets& octets) { return read_m3ua(octets, false).content; };
  EXPECT_EQ(content(message(3, 1, {})), Content::other);                            // ASPUP
  EXPECT_EQ(content(message(2, 3, {parameter(0x12, Octets(4))})), Content::other);  // DAUD
  EXPECT_EQ(content(m3ua({.service = 5}, text("isup"))), Content::other);
  EXPECT_EQ(content(message(1, 1, {})), Content::none);  // DATA without data
  EXPECT_EQ(content({}), Content::none);
  EXPECT_EQ(content({2, 0, 1, 1, 0, 0, 0, 8}), Content::none);  // version
  EXPECT_EQ(content({1, 0, 1, 1, 0, 0, 0, 7}), Content::none);  // shorter than its header
  EXPECT_EQ(content({1, 0, 1, 1, 0, 1, 0, 0}), Content::none);  // longer than it is
  EXPECT_EQ(content({1, 0, 1, 1, 0, 0, 0, 12, 2, 0x10, 0, 3}), Content::none);  // no length
  Octets unpadded = m3ua({}, text("sccp!"));
  unpadded.resize(unpadded.size() - 3);
  EXPECT_EQ(content(unpadded), Content::sccp);
}

}  // namespace
}  // namespace celltally
