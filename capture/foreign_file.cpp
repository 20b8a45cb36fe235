#include "capture/foreign_file.hpp"

#include <algorithm>
#include <array>

namespace celltally {

namespace {

using namespace std::string_view_literals;

struct Packed {
  std::string_view magic;
  std::string_view name;
  std::string_view unpack;
};

constexpr std::array kPacked{
    Packed{"\x1f\x8b"sv, "gzip-compressed"sv, "gunzip -c"sv},
    Packed{"\x28\xb5\x2f\xfd"sv, "zstd-compressed"sv, "zstd -dc"sv},
    Packed{"\xfd"
           "7zXZ\0"sv,
           "xz-compressed"sv, "xz -dc"sv},
    Packed{"BZh"sv, "bzip2-compressed"sv, "bunzip2 -c"sv},
    Packed{"\x04\x22\x4d\x18"sv, "lz4-compressed"sv, "lz4 -dc"sv},
    Packed{"PK\x03\x04"sv, "a zip archive"sv, "unzip -p"sv},
};

struct OtherCapture {
  std::string_view magic;
  std::string_view name;
};

// Formats that Wireshark's tools convert.
constexpr std::array kOtherCaptures{
    OtherCapture{"snoop\0\0\0"sv, "snoop"sv},
    OtherCapture{"btsnoop\0"sv, "btsnoop"sv},
    OtherCapture{"GMBU"sv, "Microsoft Network Monitor"sv},
    OtherCapture{"RTSS"sv, "Microsoft Network Monitor"sv},
};

bool begins_with(std::span<const std::uint8_t> first, std::string_view magic) {
  return first.size() >= magic.size() &&
         std::equal(magic.begin(), magic.end(), first.begin(), [](char c, std::uint8_t octet) {
           return static_cast<unsigned char>(c) == octet;
         });
}

bool is_text(std::uint8_t octet) {
  return (octet >= 0x20 && octet < 0x7f) || octet == '\t' || octet == '\r' || octet == '\n';
}

bool is_zero(std::uint8_t octet) {
  return octet == 0;
}

std::string convert(std::string_view word) {
  return "editcap -F pcap " + std::string{word} + " NEW.pcap";
}

CaptureProblem problem(std::string what, std::string mend) {
  return {.file = {}, .offset = {}, .what = std::move(what), .mend = std::move(mend)};
}

// libpcap looked further than the first octets.
CaptureProblem refused(std::string_view reason, std::string_view word) {
  if (reason == "unknown file format") {
    return problem("neither pcap nor pcapng",
                   "if Wireshark opens it, convert it: " + convert(word));
  }
  if (reason.starts_with("truncated")) {
    return problem("ends inside its file header", "copy it or capture it again");
  }
  if (reason == "the capture file has no Interface Description Blocks") {
    return problem("a pcapng file without an interface, so without packets", "capture it again");
  }
  return problem(std::string{reason}, "if Wireshark opens it, convert it: " + convert(word));
}

}  // namespace

CaptureProblem foreign_file(std::span<const std::uint8_t> first, std::string_view reason,
                            std::string_view word) {
  if (first.empty())
    return problem("empty, without even a file header", "copy it or capture it again");
  for (const Packed& packed : kPacked) {
    if (begins_with(first, packed.magic)) {
      return problem(std::string{packed.name}, "run: " + std::string{packed.unpack} + " " +
                                                   std::string{word} + " | celltally replay -");
    }
  }
  for (const OtherCapture& other : kOtherCaptures) {
    if (begins_with(first, other.magic)) {
      return problem("a capture in the format of " + std::string{other.name},
                     "convert it: " + convert(word));
    }
  }
  if (std::all_of(first.begin(), first.end(), is_zero)) {
    return problem("begins with zeroes instead of a file header", "copy it or capture it again");
  }
  if (std::all_of(first.begin(), first.end(), is_text)) {
    return problem("text, not a capture", "give a pcap or pcapng file");
  }
  return refused(reason, word);
}

}  // namespace celltally
