#include "capture/pcap_files.hpp"

#include <algorithm>
#include <utility>

#include "capture/open_problem.hpp"

namespace celltally {

namespace {

// Holds a burst of full-size packets many times over, and always the longest packet.
constexpr std::size_t kArenaBytes = std::size_t{1024} * 1024;
static_assert(PcapFile::kPacketBytesMax <= kArenaBytes);

CaptureProblem too_many(std::span<const std::string> paths) {
  return file_problem(paths[PcapFiles::kFilesMax],
                      "more than " + std::to_string(PcapFiles::kFilesMax) + " files",
                      "merge files first: mergecap -w ALL.pcapng FILE...");
}

}  // namespace

PcapFiles::PcapFiles(std::span<const std::string> paths, const LinkTypes& links)
    : links_(links), arena_(kArenaBytes) {
  open_all(paths);
  order_.reserve(inputs_.size());
  for (std::size_t i = 0; i < inputs_.size(); ++i) read_ahead(i);
}

void PcapFiles::open_all(std::span<const std::string> paths) {
  const std::size_t count = std::min(paths.size(), kFilesMax);
  std::size_t opened = 0;
  while (opened < count && open_one(paths, opened)) ++opened;
  const std::size_t after = opened < count ? count - opened - 1 : 0;
  if (after > 0) {
    problems_.back().what += ", also for the " + std::to_string(after) + " files after it";
  }
  if (paths.size() > kFilesMax) problems_.push_back(too_many(paths));
}

// False when no file after this one can be opened.
bool PcapFiles::open_one(std::span<const std::string> paths, std::size_t index) {
  const std::string& path = paths[index];
  const auto before = paths.first(index);
  if (path == "-" && std::find(before.begin(), before.end(), path) != before.end()) {
    problems_.push_back(
        file_problem(path, "named twice", "name it once; it can be read only once"));
    return true;
  }
  auto file = PcapFile::open(path);
  if (!file) {
    problems_.push_back(file.error());
    return !problems_.back().for_all_after;
  }
  inputs_.push_back({.file = std::move(*file),
                     .source = static_cast<std::uint16_t>(index),
                     .last = {},
                     .unread_types = {}});
  return true;
}

std::span<Packet> PcapFiles::poll(std::span<Packet> room) {
  arena_.rewind();
  const auto later_first = [this](std::size_t a, std::size_t b) { return later(a, b); };
  std::size_t count = 0;
  while (count < room.size()) {
    // Not before it is needed: a pipe may have nothing yet.
    if (due_) read_ahead(*std::exchange(due_, std::nullopt));
    if (order_.empty()) break;
    Input& input = inputs_[order_.front()];
    if (!arena_.has_room(input.file.record().bytes.size())) break;
    give(input, room[count++]);
    std::pop_heap(order_.begin(), order_.end(), later_first);
    due_ = order_.back();
    order_.pop_back();
  }
  return room.first(count);
}

void PcapFiles::read_ahead(std::size_t input) {
  const auto later_first = [this](std::size_t a, std::size_t b) { return later(a, b); };
  PcapFile& file = inputs_[input].file;
  if (file.advance()) {
    order_.push_back(input);
    std::push_heap(order_.begin(), order_.end(), later_first);
  } else if (file.damage()) {
    problems_.push_back(*file.damage());
  }
}

bool PcapFiles::later(std::size_t a, std::size_t b) const noexcept {
  return std::pair{inputs_[a].file.record().at, a} > std::pair{inputs_[b].file.record().at, b};
}

void PcapFiles::give(Input& input, Packet& packet) {
  const PcapFile::Record& record = input.file.record();
  if (record.frame > 1 && record.at < input.last) ++backward_steps_;
  input.last = record.at;
  packet = {.at = record.at,
            .bytes = arena_.copy(record.bytes),
            .frame = record.frame,
            .wire_length = record.wire_length,
            .source = input.source,
            .link = links_.of(record.link_type)};
  if (packet.link == LinkType::unsupported) note_unread(input);
}

void PcapFiles::note_unread(Input& input) {
  const int type = input.file.record().link_type;
  std::vector<int>& known = input.unread_types;
  if (known.size() == kNotesPerFileMax ||
      std::find(known.begin(), known.end(), type) != known.end()) {
    return;
  }
  known.push_back(type);
  notes_.push_back({.file = input.file.name(),
                    .offset = {},
                    .what = "link type " + link_type_name(type) + " is not read",
                    .mend = link_type_mend(type)});
}

std::uint64_t PcapFiles::bytes_read() const noexcept {
  std::uint64_t sum = 0;
  for (const Input& input : inputs_) sum += input.file.bytes_read();
  return sum;
}

std::uint64_t PcapFiles::bytes_total() const noexcept {
  std::uint64_t sum = 0;
  for (const Input& input : inputs_) {
    if (input.file.bytes_total() == 0) return 0;
    sum += input.file.bytes_total();
  }
  return sum;
}

}  // namespace celltally
