#include "cli/decode_command.hpp"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <memory>
#include <string_view>
#include <utility>

#include "anonymise/anonymiser.hpp"
#include "capture/pcap_files.hpp"
#include "cli/exit_code.hpp"
#include "cli/interruption.hpp"
#include "cli/link_type_option.hpp"
#include "cli/message_line.hpp"
#include "cli/message_to_user.hpp"
#include "cli/output.hpp"
#include "cli/person_ordinals.hpp"
#include "cli/table_sizes.hpp"
#include "cli/terminal.hpp"
#include "decode/decoder.hpp"

namespace celltally {

namespace {

constexpr std::string_view kTraces =
    "these lines follow single people through the day: for the lab, never publish them";

// From packets to lines, with one key for the whole run: ordinals would make no sense otherwise.
class LinePrinter {
 public:
  LinePrinter(const DecodeOptions& options, EpochKey key, const TableSizes& sizes, Output& out)
      : json_(options.json),
        several_files_(options.files.size() > 1),
        anonymiser_(std::move(key), sizes.sessions),
        out_(out) {}

  void decode(const Packet& packet) {
    if (!burst_.has_room()) print_burst();
    decoder_.decode(packet, burst_);
  }

  // Before the packets' bytes are gone.
  void print_burst() {
    const auto messages = burst_.messages();
    anonymiser_.anonymise(burst_, std::span{events_}.first(messages.size()));
    for (std::size_t i = 0; i < messages.size(); ++i) print(messages[i], events_[i]);
    printed_ = printed_ || !messages.empty();
    burst_.clear();
  }

  bool printed() const { return printed_; }

 private:
  void print(const SignallingMessage& message, const SignallingEvent& event) {
    const MessageLine line{
        .message = message,
        .event = event,
        .person = ordinals_.of(event.person),
        .file = several_files_ ? std::optional{message.source + 1u} : std::nullopt,
        .temporary_ids = burst_.temporary_ids(message)};
    if (json_) {
      line.append_json(out_.buffer());
    } else {
      line.append_text(out_.buffer());
    }
    out_.written();
  }

  bool json_;
  bool several_files_;
  bool printed_ = false;
  Decoder decoder_;
  Anonymiser anonymiser_;
  Output& out_;
  PersonOrdinals ordinals_;
  MessageBurst burst_;
  std::array<SignallingEvent, MessageBurst::kMessagesMax> events_;
};

// Reads until the end, or nobody takes the lines any more.
void print_lines(PcapFiles& files, LinePrinter& lines, Output& out) {
  // Somebody may be waiting for each line.
  const bool at_once = Terminal::of(STDOUT_FILENO).interactive || files.bytes_total() == 0;
  std::array<Packet, 32> room;
  while (!out.failed()) {
    const auto packets = files.poll(room);
    if (packets.empty() && files.finished()) break;
    for (const Packet& packet : packets) lines.decode(packet);
    lines.print_burst();
    if (at_once) out.flush();
  }
  out.flush();
}

}  // namespace

CLI::App* add_decode_command(CLI::App& program, DecodeOptions& options) {
  CLI::App* const command = program.add_subcommand(
      "decode", "Shows the signalling messages of captures, a line each, without identities");
  command->add_option("FILE", options.files, "capture files, pcap or pcapng; - is standard input")
      ->type_name("")
      ->required();
  command->add_flag("--json", options.json, "a JSON object a line");
  add_link_type_option(*command, options.link_types);
  return command;
}

int run_decode(const DecodeOptions& options) {
  const auto links = LinkTypes::parse(options.link_types);
  if (!links) return tell(links.error()), ExitCode::kUsage;
  auto key = EpochKey::generate();
  if (!key) return tell(key.error()), ExitCode::kFailed;

  const Interruption interruption{""};
  PcapFiles files{options.files, *links};  // may wait for a pipe
  Output out{STDOUT_FILENO};
  const auto sizes =
      TableSizes::for_input(files.finished() ? 1 : files.bytes_total(), std::nullopt);
  LinePrinter lines{options, std::move(*key), sizes, out};
  print_lines(files, lines, out);

  if (out.pipe_closed()) return ExitCode::kPipeClosed;
  for (const CaptureProblem& problem : files.problems()) tell(to_text(problem));
  for (const CaptureProblem& note : files.notes()) tell(to_text(note));
  if (out.failed()) {
    tell("the messages cannot be written: " + out.reason());
    return ExitCode::kFailed;
  }
  if (lines.printed()) tell(kTraces);
  return files.problems().empty() ? ExitCode::kDone : ExitCode::kFailed;
}

}  // namespace celltally
