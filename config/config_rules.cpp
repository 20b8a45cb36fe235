// What ConfigLoader checks over several keys, and which keys nobody asked for.

#include <algorithm>
#include <map>
#include <utility>

#include "config/config_loader.hpp"
#include "config/nearest_word.hpp"
#include "config/shown_text.hpp"

namespace celltally {

namespace {

// The value at "ship.state" below a section; nothing when it is not written.
const YamlNode* find_path(const YamlNode* node, std::string_view path) {
  while (node != nullptr && !path.empty()) {
    const std::size_t dot = path.find('.');
    node = node->find(path.substr(0, dot));
    path.remove_prefix(dot == std::string_view::npos ? path.size() : dot + 1);
  }
  return node;
}

std::string joined(std::initializer_list<std::string_view> words) {
  std::string text;
  for (const std::string_view word : words) {
    text += (text.empty() ? "" : ", ") + std::string{word};
  }
  return text;
}

bool is_secret(std::string_view key) {
  return key.find("password") != std::string_view::npos ||
         key.find("passphrase") != std::string_view::npos ||
         key.find("secret") != std::string_view::npos ||
         key.find("token") != std::string_view::npos;
}

}  // namespace

// Whether the key, something in it or something that it is in has a problem.
bool ConfigLoader::is_bad(std::string_view key) const {
  const std::string path = path_of(key);
  for (std::size_t end = path.find('.'); end != std::string::npos; end = path.find('.', end + 1)) {
    if (bad_.contains(std::string_view{path}.substr(0, end))) return true;
  }
  const auto next = bad_.lower_bound(path);
  return next != bad_.end() && next->starts_with(path) &&
         (next->size() == path.size() || (*next)[path.size()] == '.' ||
          (*next)[path.size()] == '[');
}

void ConfigLoader::rule(std::initializer_list<std::string_view> keys, bool holds,
                        const std::string& problem) {
  if (holds) return;
  TextPlace place = place_of_section();
  bool written = false;
  for (const std::string_view key : keys) {
    if (is_bad(key)) return;
    const YamlNode* node = find_path(level().node, key);
    if (node == nullptr || written) continue;
    written = true;
    place = node->at;
  }
  notes_.note(place, path_of(*keys.begin()), problem);
}

void ConfigLoader::exactly_one(std::initializer_list<std::string_view> keys) {
  std::vector<const YamlNode*> found;
  for (const std::string_view key : keys) {
    if (const YamlNode* node = level().node->find(key)) found.push_back(node);
  }
  if (found.empty()) {
    notes_.note(place_of_section(), level().path, "has none of " + joined(keys) + "; write one");
  }
  for (std::size_t i = 1; i < found.size(); ++i) {
    notes_.note(found[i]->key_at, path_of(found[i]->key),
                "cannot be beside " + found[0]->key + "; keep one of " + joined(keys));
  }
}

void ConfigLoader::unique(std::string_view list, std::string_view key) {
  const YamlNode* node = level().node->find(list);
  if (node == nullptr) return;
  std::map<std::string_view, const YamlNode*> seen;
  for (std::size_t i = 0; i < node->children.size(); ++i) {
    const YamlNode* value = node->children[i].find(key);
    if (value == nullptr || value->kind != YamlNode::Kind::scalar) continue;
    const auto [first, is_new] = seen.emplace(value->text, value);
    if (is_new) continue;
    notes_.note(value->at, path_of(list) + "[" + std::to_string(i) + "]." + std::string{key},
                quoted_for_message(value->text) + " is taken in line " +
                    std::to_string(first->second->at.line) + "; write another");
  }
}

void ConfigLoader::note_unknown_keys() {
  const Level& here = level();
  if (here.open) return;
  for (const YamlNode& child : here.node->children) {
    const bool known =
        std::find(here.known.begin(), here.known.end(), child.key) != here.known.end();
    if (!known) note_unknown_key(child);
  }
}

void ConfigLoader::note_unknown_key(const YamlNode& node) {
  // Looking for the nearest takes its time, which a file of nothing else would multiply.
  if (notes_.full()) return notes_.note(node.key_at, "", "");
  const auto& known = level().known;
  const std::string path = path_of(printable_characters(node.key.substr(0, 60)));
  const std::string file_key = node.key + "_file";
  const bool has_file = std::find(known.begin(), known.end(), file_key) != known.end();
  if (node.key == "<<") {
    return notes_.note(node.key_at, path, "merge keys are not read; write the keys out");
  }
  if (is_secret(node.key) && !node.key.ends_with("_file")) {
    return notes_.note(node.key_at, path,
                       "a secret does not belong in this file; write it into a file of its own" +
                           (has_file ? ", and here " + file_key + ": and that file's path" : ""));
  }
  const std::string_view nearest = nearest_word(node.key, known);
  std::string mend;
  for (const std::string_view word : known) mend += (mend.empty() ? "" : ", ") + std::string{word};
  mend = nearest.empty() ? "there are " + mend : "did you mean " + std::string{nearest} + "?";
  notes_.note(node.key_at, path, "is not a key here; " + mend);
}

}  // namespace celltally
