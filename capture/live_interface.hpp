#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "capture/burst_arena.hpp"
#include "capture/link_types.hpp"
#include "capture/live_counters.hpp"
#include "capture/live_settings.hpp"
#include "capture/packet_source.hpp"
#include "vocabulary/result.hpp"

struct pcap;         // libpcap's handle, pcap_t
struct pcap_pkthdr;  // and its header of a packet

namespace celltally {

// An interface of the kernel's, received through libpcap: for laptops and small sites. Times are
// the kernel's, in nanoseconds where it has them. One thread polls; it copies each packet, so the
// bytes are its own, and wipes it in the kernel's ring. An interface that vanishes is opened again
// when it is back; one that goes down gives nothing until it is up again.
class LiveInterface final : public PacketSource {
 public:
  static constexpr std::uint32_t kPacketBytesMax = 65535;  // longer packets are cut
  static constexpr std::int64_t kRetryLeastNs = 100'000'000;
  static constexpr std::int64_t kRetryMostNs = 5'000'000'000;

  using Clock = std::int64_t (*)() noexcept;  // nanoseconds, never goes back

  // The error is one line with its mend. The clock is asked only while the interface is lost.
  static Result<std::unique_ptr<LiveInterface>, std::string> open(const LiveSettings& settings,
                                                                  const LinkTypes& links,
                                                                  Clock clock = &monotonic_ns);
  ~LiveInterface() override;

  std::span<Packet> poll(std::span<Packet> room) override;
  bool finished() const noexcept override { return false; }

  // Any thread; as of the last empty poll, or of at most 256 polls ago.
  LiveCounters counters() const noexcept;

  // Why nothing can be received now, one line; empty when the interface is open. Any thread.
  std::string trouble() const;

  // What libpcap could not do as asked: one line each, of the time when it was opened.
  const std::vector<std::string>& notes() const noexcept { return notes_; }

  // How long the kernel may hold a packet back; for Drain.
  std::int64_t held_back_ns() const noexcept;

  static std::int64_t monotonic_ns() noexcept;

 private:
  struct Closer {
    void operator()(pcap* handle) const noexcept;
  };
  using Handle = std::unique_ptr<pcap, Closer>;

  // Written by the polling thread alone.
  struct Shared {
    std::atomic<std::uint64_t> packets{0};
    std::atomic<std::uint64_t> octets{0};
    std::atomic<std::uint64_t> cut{0};
    std::atomic<std::uint64_t> kernel_dropped{0};
    std::atomic<std::uint64_t> interface_dropped{0};
    std::atomic<std::uint64_t> reopened{0};
  };

  // Of poll(), for what libpcap calls.
  struct Burst {
    LiveInterface& live;
    std::span<Packet> room;
    std::size_t count = 0;
  };

  LiveInterface(const LiveSettings& settings, const LinkTypes& links, Clock clock);

  std::string activate();
  bool try_again();
  void lose(const std::string& why);
  void set_trouble(const std::string& text);
  static void take(std::uint8_t* burst, const pcap_pkthdr* header,
                   const std::uint8_t* bytes) noexcept;
  void give(const pcap_pkthdr& header, const std::uint8_t* bytes, Packet& packet) noexcept;
  void tell_counters(std::size_t packets);
  void ask_kernel();

  LiveSettings settings_;
  LinkTypes links_;
  Clock clock_;
  Handle handle_;  // empty while the interface is lost
  LinkType link_ = LinkType::unsupported;
  BurstArena arena_;
  std::uint64_t frame_ = 0;
  std::int64_t retry_at_ns_ = 0;
  std::int64_t retry_after_ns_ = kRetryLeastNs;
  std::uint32_t polls_ = 0;  // since the counters were told
  bool told_ = false;        // nothing came since then
  LiveCounters counted_;
  LiveCounters before_;  // the kernel's numbers of handles that were lost
  std::vector<std::string> notes_;
  Shared shared_;
  mutable std::mutex trouble_lock_;
  std::string trouble_;
};

}  // namespace celltally
