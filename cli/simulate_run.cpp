// What `celltally simulate` does once its options are known.

#include <poll.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <functional>
#include <map>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "cli/exit_code.hpp"
#include "cli/interruption.hpp"
#include "cli/message_to_user.hpp"
#include "cli/simulate_command.hpp"
#include "cli/whole_file.hpp"
#include "simulate/capture_writer.hpp"
#include "simulate/geography.hpp"
#include "simulate/world.hpp"
#include "vocabulary/utc_text.hpp"

namespace celltally {

namespace {

int fail_with(const std::string& reason) {
  tell(reason);
  return ExitCode::kFailed;
}

// Whether nobody reads what is written into a pipe.
bool reader_left(int descriptor) {
  pollfd output{.fd = descriptor, .events = POLLOUT, .revents = 0};
  return poll(&output, 1, 0) == 1 && (output.revents & (POLLERR | POLLHUP)) != 0;
}

// "day.pcap" and s11: "day.s11.pcap".
std::string name_for(const std::string& capture, TappedInterface tapped) {
  const std::size_t slash = capture.rfind('/');
  std::size_t dot = capture.rfind('.');
  if (dot == std::string::npos || (slash != std::string::npos && dot < slash)) dot = capture.size();
  return capture.substr(0, dot) + '.' + std::string{to_text(tapped)} + capture.substr(dot);
}

// The captures that are written: one, or one for each interface.
class Captures {
 public:
  // The reason why one cannot be opened.
  std::optional<std::string> open(const std::string& capture, TappedInterfaces tapped) {
    const bool apart = capture != "-" && tapped.size() > 1;
    for (std::size_t i = 0; i < kTappedInterfaces; ++i) {
      const auto each = static_cast<TappedInterface>(i);
      if (!tapped.has(each)) continue;
      if (!apart && !files_.empty()) {
        of_[i] = 0;
        continue;
      }
      of_[i] = files_.size();
      if (auto problem = open_one(apart ? name_for(capture, each) : capture)) return problem;
    }
    return std::nullopt;
  }

  bool write(TappedInterface tapped, Timestamp at, std::span<const std::uint8_t> frame) {
    CaptureWriter& writer = files_[of_[static_cast<std::size_t>(tapped)]].writer;
    writer.write(at, frame);
    return writer.good();
  }

  // The name of one that could not be written.
  std::optional<std::string> finish() {
    std::optional<std::string> failed;
    for (File& each : files_) {
      const bool written = each.writer.close();
      if (!written || (each.whole && !each.whole->finish())) failed = each.name;
    }
    return failed;
  }

 private:
  struct File {
    std::string name;
    std::optional<WholeFile> whole;
    CaptureWriter writer;
  };

  std::optional<std::string> open_one(const std::string& name) {
    std::optional<WholeFile> whole;
    if (name != "-") {
      auto begun = WholeFile::begin(name);
      if (!begun) return begun.error();
      whole.emplace(std::move(*begun));
    }
    auto writer = CaptureWriter::open(whole ? whole->name() : name);
    if (!writer) return writer.error();
    files_.push_back({name, std::move(whole), std::move(*writer)});
    return std::nullopt;
  }

  std::vector<File> files_;
  std::array<std::size_t, kTappedInterfaces> of_{};
};

// A text file beside the captures, or none.
class TextFile {
 public:
  explicit TextFile(std::string name) : name_(std::move(name)) {}

  bool open() {
    if (name_.empty()) return true;
    auto begun = WholeFile::begin(name_);
    if (!begun) return false;
    whole_.emplace(std::move(*begun));
    stream_.open(whole_->name(), std::ios::binary);
    return stream_.good();
  }
  bool finish() {
    if (!whole_) return true;
    stream_.close();
    return stream_.good() && whole_->finish();
  }
  std::ostream* stream() { return whole_ ? &stream_ : nullptr; }
  const std::string& name() const { return name_; }

 private:
  std::string name_;
  std::optional<WholeFile> whole_;
  std::ofstream stream_;
};

void write_sighting(std::ostream& out, const MadeSighting& sighting) {
  constexpr std::array kMarks{"none", "rat", "apn", "tac", "imsi"};
  out << sighting.device << ',' << (sighting.opted_out ? "opted_out" : to_text(sighting.who)) << ','
      << kMarks[static_cast<std::size_t>(sighting.mark)] << ',' << utc_precise(sighting.at) << ','
      << to_text(sighting.place) << ',' << to_text(sighting.kind) << ','
      << to_text(sighting.presence) << '\n';
}

// The radios of the cells that somebody may be told of in.
std::vector<Radio> radios_of(TappedInterfaces tapped) {
  using enum TappedInterface;
  std::vector<Radio> radios;
  if (tapped.has(s1ap) || tapped.has(s11) || tapped.has(gx) || tapped.has(sgs) ||
      tapped.has(radius)) {
    radios.push_back(Radio::lte);
  }
  if (tapped.has(ngap) || tapped.has(pfcp)) radios.push_back(Radio::nr);
  if (tapped.has(gtpv1)) radios.push_back(Radio::umts);
  if (tapped.has(radius)) radios.push_back(Radio::wifi);
  return radios;
}

Result<Geography, std::string> geography_of(const SimulateOptions& options) {
  if (options.cells.empty()) return Geography::made_up(options.world.cells, options.world.seed);
  std::ifstream in{options.cells, std::ios::binary};
  if (!in) return fail(options.cells + ": cannot be read");
  return Geography::read(in, options.cells);
}

// The texts that do not need the world to run: name, and what writes it.
int write_lists(const SimulateOptions& options, const Geography& geography) {
  const Population population{options.world, geography};
  using Write = std::function<void(std::ostream&)>;
  const std::array<std::pair<const std::string*, Write>, 5> lists{{
      {&options.cells_out,
       [&](std::ostream& out) { geography.write(out, radios_of(options.world.tapped)); }},
      {&options.identifiers, [&](std::ostream& out) { write_identifiers(out, population); }},
      {&options.segments_out, [&](std::ostream& out) { write_segments(out, population); }},
      {&options.opted_out_out, [&](std::ostream& out) { write_opted_out(out, population); }},
      {&options.machines_out, [](std::ostream& out) { write_machine_rules(out); }},
  }};
  for (const auto& [name, write] : lists) {
    TextFile file{*name};
    const bool open = file.open();
    if (open && file.stream() != nullptr) write(*file.stream());
    if (!open || !file.finish()) return fail_with(*name + ": cannot be written");
  }
  return ExitCode::kDone;
}

}  // namespace

int run_simulate(const SimulateOptions& options) {
  const auto geography = geography_of(options);
  if (!geography) return fail_with(geography.error());
  std::array<TextFile, 3> texts{TextFile{options.truth}, TextFile{options.whereabouts},
                                TextFile{options.sightings}};
  for (TextFile& each : texts) {
    if (!each.open()) return fail_with(each.name() + ": cannot be written");
  }
  const NotedInterruption interruption;
  const int output = dup(STDOUT_FILENO);  // libpcap closes the other one
  Captures captures;
  if (const auto problem = captures.open(options.capture, options.world.tapped)) {
    return fail_with(*problem);
  }
  WorldOutputs outputs{
      .packet =
          [&](TappedInterface tapped, Timestamp at, std::span<const std::uint8_t> frame) {
            return !NotedInterruption::exit_code() && captures.write(tapped, at, frame);
          },
      .whereabouts = texts[1].stream(),
      .truth = texts[0].stream()};
  if (std::ostream* const out = texts[2].stream()) {
    *out << "device,who,mark,at,place,kind,presence\n";
    outputs.sighting = [out](const MadeSighting& sighting) { write_sighting(*out, sighting); };
  }
  static_cast<void>(World{options.world, *geography, outputs}.run());
  if (const auto interrupted = NotedInterruption::exit_code()) return *interrupted;
  if (const auto failed = captures.finish()) {
    if (*failed == "-" && reader_left(output)) return ExitCode::kPipeClosed;
    return fail_with(*failed == "-" ? "the capture cannot be written"
                                    : *failed + ": cannot be written");
  }
  for (TextFile& each : texts) {
    if (!each.finish()) return fail_with(each.name() + ": cannot be written");
  }
  return write_lists(options, *geography);
}

}  // namespace celltally
