#include "capture/live_interface.hpp"

#include <pcap/pcap.h>
#include <time.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace celltally {

namespace {

constexpr std::uint32_t kPollsUntilTold = 256;
constexpr std::size_t kBurst = 32;

// Why libpcap did not open it, and what to do.
std::string open_trouble(const std::string& interface, int answer, const char* detail) {
  const std::string subject = "interface " + interface + ": ";
  switch (answer) {
    case PCAP_ERROR_NO_SUCH_DEVICE:
      return subject + "there is no such interface; list them with ip link";
    case PCAP_ERROR_PERM_DENIED:
    case PCAP_ERROR_PROMISC_PERM_DENIED:
      return subject + "no right to capture; run with CAP_NET_RAW";
    case PCAP_ERROR_IFACE_NOT_UP:
      return subject + "it is down; set it up: ip link set " + interface + " up";
    default:
      return subject + (*detail == '\0' ? pcap_statustostr(answer) : detail) +
             "; see docs/capture.md";
  }
}

}  // namespace

void LiveInterface::Closer::operator()(pcap* handle) const noexcept {
  pcap_close(handle);
}

LiveInterface::LiveInterface(const LiveSettings& settings, const LinkTypes& links, Clock clock)
    : settings_(settings), links_(links), clock_(clock), arena_(kBurst * kPacketBytesMax) {}

LiveInterface::~LiveInterface() = default;

Result<std::unique_ptr<LiveInterface>, std::string> LiveInterface::open(
    const LiveSettings& settings, const LinkTypes& links, Clock clock) {
  std::unique_ptr<LiveInterface> live{new LiveInterface{settings, links, clock}};
  std::string trouble = live->activate();
  if (!trouble.empty()) return fail(std::move(trouble));
  return live;
}

// Empty when the interface is open now.
std::string LiveInterface::activate() {
  std::array<char, PCAP_ERRBUF_SIZE> reason{};
  Handle handle{pcap_create(settings_.interface.c_str(), reason.data())};
  if (!handle) return open_trouble(settings_.interface, PCAP_ERROR, reason.data());
  pcap* live = handle.get();
  pcap_set_snaplen(live, static_cast<int>(kPacketBytesMax));
  pcap_set_promisc(live, settings_.promiscuous ? 1 : 0);
  pcap_set_immediate_mode(live, settings_.at_once ? 1 : 0);
  pcap_set_timeout(live, static_cast<int>(std::clamp(settings_.delay_ms, 1U, 60'000U)));
  pcap_set_buffer_size(live, static_cast<int>(std::clamp(settings_.buffer_mb, 1U, 1024U) << 20U));
  pcap_set_tstamp_precision(live, PCAP_TSTAMP_PRECISION_NANO);
  const int answer = pcap_activate(live);
  if (answer < 0) return open_trouble(settings_.interface, answer, pcap_geterr(live));
  if (pcap_setnonblock(live, 1, reason.data()) != 0) {
    return open_trouble(settings_.interface, PCAP_ERROR, reason.data());
  }
  notes_.clear();
  if (answer > 0) {
    notes_.push_back("interface " + settings_.interface + ": " + pcap_statustostr(answer));
  }
  const int type = pcap_datalink(live);
  link_ = links_.of(type);
  if (link_ == LinkType::unsupported) {
    notes_.push_back("interface " + settings_.interface + ": link type " + link_type_name(type) +
                     " is not read; " + link_type_mend(type));
  }
  handle_ = std::move(handle);
  return {};
}

std::span<Packet> LiveInterface::poll(std::span<Packet> room) {
  arena_.rewind();
  if (!handle_ && !try_again()) return {};
  Burst burst{.live = *this, .room = room};
  while (burst.count < room.size() && arena_.has_room(kPacketBytesMax)) {
    // One at a time: how many fit follows from how long they are.
    const int answer =
        pcap_dispatch(handle_.get(), 1, &LiveInterface::take, reinterpret_cast<u_char*>(&burst));
    if (answer == 1) continue;
    if (answer < 0) lose(pcap_geterr(handle_.get()));
    break;
  }
  tell_counters(burst.count);
  return room.first(burst.count);
}

// What libpcap hands out here is the kernel's ring itself, which is mapped to be written: until the
// frame is given back nobody else looks at it, and then the identifiers in it would stay until the
// ring comes round. pcap_next_ex() would make a copy of its own, which nobody wipes.
void LiveInterface::take(std::uint8_t* burst, const pcap_pkthdr* header,
                         const std::uint8_t* bytes) noexcept {
  auto& into = *reinterpret_cast<Burst*>(burst);
  into.live.give(*header, bytes, into.room[into.count++]);
  std::memset(const_cast<std::uint8_t*>(bytes), 0, header->caplen);
  asm volatile("" : : "r"(bytes) : "memory");  // as in Wiper
}

void LiveInterface::give(const pcap_pkthdr& header, const std::uint8_t* bytes,
                         Packet& packet) noexcept {
  const std::size_t size = std::min(header.caplen, kPacketBytesMax);
  if (size < header.len) ++counted_.cut;
  counted_.octets += size;
  ++counted_.packets;
  // libpcap keeps nanoseconds here: the precision that was asked for.
  packet = {.at = {std::int64_t{header.ts.tv_sec} * 1'000'000'000 + header.ts.tv_usec},
            .bytes = arena_.copy({bytes, size}),
            .frame = ++frame_,
            .wire_length = header.len,
            .source = settings_.source,
            .link = link_};
}

void LiveInterface::lose(const std::string& why) {
  ask_kernel();
  before_ = counted_;
  handle_.reset();
  retry_after_ns_ = kRetryLeastNs;
  retry_at_ns_ = clock_() + retry_after_ns_;
  set_trouble("interface " + settings_.interface + ": " + why + "; opened again when it is back");
}

bool LiveInterface::try_again() {
  const std::int64_t now = clock_();
  if (now < retry_at_ns_) return false;
  const std::string trouble = activate();
  set_trouble(trouble);
  if (trouble.empty()) {
    ++counted_.reopened;
    return true;
  }
  retry_after_ns_ = std::min(2 * retry_after_ns_, kRetryMostNs);
  retry_at_ns_ = now + retry_after_ns_;
  return false;
}

// The kernel is asked seldom: it is a system call. At rest the counters are exact.
void LiveInterface::tell_counters(std::size_t packets) {
  ++polls_;
  const bool rests = packets == 0 && !told_;
  told_ = packets == 0;
  if (!rests && polls_ < kPollsUntilTold) return;
  polls_ = 0;
  ask_kernel();
  shared_.packets.store(counted_.packets, std::memory_order_relaxed);
  shared_.octets.store(counted_.octets, std::memory_order_relaxed);
  shared_.cut.store(counted_.cut, std::memory_order_relaxed);
  shared_.kernel_dropped.store(counted_.kernel_dropped, std::memory_order_relaxed);
  shared_.interface_dropped.store(counted_.interface_dropped, std::memory_order_relaxed);
  shared_.reopened.store(counted_.reopened, std::memory_order_relaxed);
}

void LiveInterface::ask_kernel() {
  pcap_stat now{};
  if (!handle_ || pcap_stats(handle_.get(), &now) != 0) return;
  counted_.kernel_dropped = before_.kernel_dropped + now.ps_drop;
  counted_.interface_dropped = before_.interface_dropped + now.ps_ifdrop;
}

LiveCounters LiveInterface::counters() const noexcept {
  return {.packets = shared_.packets.load(std::memory_order_relaxed),
          .octets = shared_.octets.load(std::memory_order_relaxed),
          .cut = shared_.cut.load(std::memory_order_relaxed),
          .kernel_dropped = shared_.kernel_dropped.load(std::memory_order_relaxed),
          .interface_dropped = shared_.interface_dropped.load(std::memory_order_relaxed),
          .reopened = shared_.reopened.load(std::memory_order_relaxed)};
}

void LiveInterface::set_trouble(const std::string& text) {
  const std::lock_guard guard{trouble_lock_};
  trouble_ = text;
}

std::string LiveInterface::trouble() const {
  const std::lock_guard guard{trouble_lock_};
  return trouble_;
}

std::int64_t LiveInterface::held_back_ns() const noexcept {
  // The kernel's timer may take as long again.
  return settings_.at_once ? 0 : 2 * std::int64_t{settings_.delay_ms} * 1'000'000;
}

std::int64_t LiveInterface::monotonic_ns() noexcept {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

}  // namespace celltally
