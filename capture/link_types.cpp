#include "capture/link_types.hpp"

#include <pcap/pcap.h>

#include <charconv>
#include <initializer_list>
#include <optional>
#include <string_view>

namespace celltally {

namespace {

constexpr std::array kNamed{LinkType::ethernet, LinkType::linux_sll, LinkType::linux_sll2,
                            LinkType::raw_ip,   LinkType::null_host, LinkType::null_network,
                            LinkType::gtp_c};

constexpr int kRawOpenBsd = 14;   // DLT_RAW on OpenBSD
constexpr int kRawInFiles = 101;  // LINKTYPE_RAW, which libpcap itself turns into DLT_RAW

static_assert(LinkTypes::kUserFirst == DLT_USER0);
static_assert(LinkTypes::kUserFirst + static_cast<int>(LinkTypes::kUsers) - 1 == DLT_USER15);
static_assert(LinkType{} == LinkType::unsupported);

std::optional<std::size_t> user_index(int dlt) {
  if (dlt < LinkTypes::kUserFirst) return {};
  const auto index = static_cast<std::size_t>(dlt - LinkTypes::kUserFirst);
  if (index >= LinkTypes::kUsers) return {};
  return index;
}

std::optional<int> whole_number(std::string_view text) {
  int number = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || rest != end) return {};
  return number;
}

// "user3" or "150".
std::optional<std::size_t> user_from_text(std::string_view text) {
  constexpr std::string_view kPrefix = "user";
  if (!text.starts_with(kPrefix)) {
    const auto dlt = whole_number(text);
    return dlt ? user_index(*dlt) : std::nullopt;
  }
  const auto user = whole_number(text.substr(kPrefix.size()));
  if (!user || *user < 0 || *user >= static_cast<int>(LinkTypes::kUsers)) return {};
  return static_cast<std::size_t>(*user);
}

std::optional<LinkType> type_from_text(std::string_view text) {
  for (const LinkType type : kNamed) {
    if (text == to_text(type)) return type;
  }
  return {};
}

std::string names() {
  std::string list;
  for (const LinkType type : kNamed) {
    if (!list.empty()) list += ", ";
    list += to_text(type);
  }
  return list;
}

std::string joined(std::initializer_list<std::string_view> parts) {
  std::string text;
  for (const std::string_view part : parts) text += part;
  return text;
}

// What is wrong with a mapping, and how to write one.
Failure<std::string> wrong(std::string_view mapping, std::initializer_list<std::string_view> what) {
  return fail(joined({"\"", mapping, "\"", joined(what),
                      "; write for example user3=raw-ip; link types are ", names()}));
}

}  // namespace

Result<LinkTypes, std::string> LinkTypes::parse(std::span<const std::string> mappings) {
  LinkTypes types;
  for (const std::string_view mapping : mappings) {
    const std::size_t equals = mapping.find('=');
    if (equals == std::string_view::npos) return wrong(mapping, {" has no '='"});
    const std::string_view left = mapping.substr(0, equals);
    const std::string_view right = mapping.substr(equals + 1);
    const auto user = user_from_text(left);
    if (!user) {
      return wrong(mapping,
                   {": only user0 to user15 (147 to 162) can be mapped, not \"", left, "\""});
    }
    const auto type = type_from_text(right);
    if (!type) return wrong(mapping, {": no link type is called \"", right, "\""});
    LinkType& mapped = types.users_[*user];
    if (mapped != LinkType::unsupported && mapped != *type) {
      return fail(joined({"\"", mapping, "\": ", left, " is mapped to ", to_text(mapped),
                          " already; keep one of the two"}));
    }
    mapped = *type;
  }
  return types;
}

LinkType LinkTypes::of(int dlt) const noexcept {
  switch (dlt) {
    case DLT_EN10MB: return LinkType::ethernet;
    case DLT_LINUX_SLL: return LinkType::linux_sll;
    case DLT_LINUX_SLL2: return LinkType::linux_sll2;
    case DLT_RAW:
    case kRawOpenBsd:
    case kRawInFiles:
    case DLT_IPV4:
    case DLT_IPV6: return LinkType::raw_ip;
    case DLT_NULL: return LinkType::null_host;
    case DLT_LOOP: return LinkType::null_network;
    default: break;
  }
  const auto user = user_index(dlt);
  return user ? users_[*user] : LinkType::unsupported;
}

std::string link_type_name(int dlt) {
  const std::string number = std::to_string(dlt);
  if (const auto user = user_index(dlt))
    return "user" + std::to_string(*user) + " (" + number + ")";
  const char* name = pcap_datalink_val_to_name(dlt);
  return name == nullptr ? number : std::string{name} + " (" + number + ")";
}

std::string link_type_mend(int dlt) {
  if (const auto user = user_index(dlt)) {
    return "say what it holds: --link-type user" + std::to_string(*user) +
           "=TYPE, where TYPE is one of " + names();
  }
  return "capture on an Ethernet, cooked or raw IP interface";
}

}  // namespace celltally
