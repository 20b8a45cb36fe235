#include "simulate/capture_writer.hpp"

#include <pcap/pcap.h>

#include <cassert>
#include <cstdio>
#include <utility>

namespace celltally {

namespace {

constexpr int kSnapLength = 262144;

struct CloseCapture {
  void operator()(pcap_t* capture) const { pcap_close(capture); }
};

struct CloseDumper {
  void operator()(pcap_dumper_t* dumper) const { pcap_dump_close(dumper); }
};

}  // namespace

struct CaptureWriter::File {
  std::unique_ptr<pcap_t, CloseCapture> capture;
  std::unique_ptr<pcap_dumper_t, CloseDumper> dumper;
};

CaptureWriter::CaptureWriter(std::unique_ptr<File> file) : file_(std::move(file)) {}
CaptureWriter::CaptureWriter(CaptureWriter&&) noexcept = default;
CaptureWriter& CaptureWriter::operator=(CaptureWriter&&) noexcept = default;
CaptureWriter::~CaptureWriter() = default;

Result<CaptureWriter, std::string> CaptureWriter::open(const std::string& path) {
  auto file = std::make_unique<File>();
  file->capture.reset(
      pcap_open_dead_with_tstamp_precision(DLT_EN10MB, kSnapLength, PCAP_TSTAMP_PRECISION_NANO));
  if (!file->capture) return fail(std::string{"no memory for a capture file"});
  file->dumper.reset(pcap_dump_open(file->capture.get(), path.c_str()));
  if (!file->dumper) return fail(std::string{pcap_geterr(file->capture.get())});
  return CaptureWriter{std::move(file)};
}

void CaptureWriter::write(Timestamp at, std::span<const std::uint8_t> frame) {
  assert(file_ && file_->dumper && at.ns >= 0);
  pcap_pkthdr header{};
  header.ts.tv_sec = at.seconds();
  header.ts.tv_usec = at.ns - at.seconds() * 1'000'000'000;  // nanoseconds, by the precision above
  header.caplen = header.len = static_cast<bpf_u_int32>(frame.size());
  // libpcap's callback signature takes the dumper as octets.
  pcap_dump(reinterpret_cast<u_char*>(file_->dumper.get()), &header, frame.data());
}

bool CaptureWriter::good() const {
  return std::ferror(pcap_dump_file(file_->dumper.get())) == 0;
}

bool CaptureWriter::close() {
  assert(file_ && file_->dumper);
  const bool flushed = pcap_dump_flush(file_->dumper.get()) == 0;
  const bool whole = flushed && std::ferror(pcap_dump_file(file_->dumper.get())) == 0;
  file_->dumper.reset();
  return whole;
}

}  // namespace celltally
