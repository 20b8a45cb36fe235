#include "capture/pcap_file.hpp"

#include <pcap/pcap.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <string_view>

#include "capture/foreign_file.hpp"
#include "capture/open_problem.hpp"

namespace celltally {

namespace {

// Damaged files hold any number; the product with 10^9 must fit, with room for a wild fraction.
Timestamp moment(const timeval& time) noexcept {
  constexpr std::int64_t kSecondsMax = 9'223'372'000;
  constexpr std::int64_t kFractionMax = 36'000'000'000;
  const auto seconds = std::clamp<std::int64_t>(time.tv_sec, -kSecondsMax, kSecondsMax);
  // libpcap keeps nanoseconds here: the precision that was asked for.
  const auto fraction = std::clamp<std::int64_t>(time.tv_usec, -kFractionMax, kFractionMax);
  return {seconds * 1'000'000'000 + fraction};
}

std::string packets_before(std::uint64_t count) {
  if (count == 0) return "nothing of it was counted";
  if (count == 1) return "the packet before it was counted";
  return "the " + std::to_string(count) + " packets before it were counted";
}

std::string place_of_damage(std::uint64_t packets) {
  return packets == 0 ? "before the first packet" : "after packet " + std::to_string(packets);
}

}  // namespace

PcapFile::PcapFile(std::string name, std::unique_ptr<CaptureStream> stream, pcap* handle)
    : name_(std::move(name)),
      stream_(std::move(stream)),
      handle_(handle),
      bytes_total_(stream_->bytes_total()) {}

void PcapFile::Closer::operator()(pcap* handle) const noexcept {
  pcap_close(handle);
}

Result<PcapFile, CaptureProblem> PcapFile::open(const std::string& path) {
  auto stream = CaptureStream::open(path);
  if (!stream) return fail(stream.error());
  std::FILE* file = (*stream)->make_file();
  if (file == nullptr) return fail(open_problem(path, ENOMEM));
  std::array<char, PCAP_ERRBUF_SIZE> reason{};
  pcap* handle =
      pcap_fopen_offline_with_tstamp_precision(file, PCAP_TSTAMP_PRECISION_NANO, reason.data());
  if (handle == nullptr) {
    static_cast<void>(std::fclose(file));
    CaptureProblem problem =
        foreign_file((*stream)->first(), reason.data(), name_in_commands(path));
    problem.file = name_in_messages(path);
    return fail(std::move(problem));
  }
  return PcapFile{name_in_messages(path), std::move(*stream), handle};
}

bool PcapFile::advance() {
  if (handle_ == nullptr) return false;
  pcap_pkthdr* header = nullptr;
  const u_char* bytes = nullptr;
  const int answer = pcap_next_ex(handle_.get(), &header, &bytes);
  if (answer != 1) {
    if (answer == PCAP_ERROR) damage_ = describe_damage();
    record_.bytes = {};
    handle_.reset();
    stream_.reset();
    return false;
  }
  record_.at = moment(header->ts);
  record_.bytes = {bytes, std::min<std::size_t>(header->caplen, kPacketBytesMax)};
  record_.wire_length = header->len;
  record_.link_type = link_type();
  ++record_.frame;
  return true;
}

int PcapFile::link_type() {
  if (!stream_->is_pcapng()) return pcap_datalink(handle_.get());
  return stream_->take_link_type().value_or(-1);
}

// Where reading stopped is what libpcap's stream can tell; the damage is at or shortly before it.
CaptureProblem PcapFile::describe_damage() const {
  CaptureProblem problem{.file = name_, .offset = {}, .what = {}, .mend = {}};
  const off_t offset = ftello(pcap_file(handle_.get()));
  if (offset >= 0) problem.offset = static_cast<std::uint64_t>(offset);
  std::string reason = pcap_geterr(handle_.get());
  std::replace(reason.begin(), reason.end(), ';', ',');
  problem.what = "damaged " + place_of_damage(record_.frame) + ": " + reason;
  problem.mend = packets_before(record_.frame);
  return problem;
}

std::uint64_t PcapFile::bytes_read() const noexcept {
  if (stream_ == nullptr) return bytes_total_;
  return std::min(stream_->bytes_read(), bytes_total_);
}

}  // namespace celltally
