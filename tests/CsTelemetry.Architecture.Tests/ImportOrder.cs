using System.Text.RegularExpressions;

namespace CsTelemetry.Architecture.Tests;

/// <summary>Is the order in which `dotnet format` puts imports: namespaces, statics, aliases; System first, then part by part of the name.</summary>
internal static partial class ImportOrder
{
    /// <summary>Lists the imports that stand behind one they should precede, as line numbers and names.</summary>
    public static IEnumerable<string> Faults(IEnumerable<string> lines)
    {
        Import? before = null;
        foreach (var (number, line) in lines.Select((text, index) => (index + 1, text.TrimStart('\uFEFF').Trim())))
        {
            if (Pattern().Match(line) is { Success: true } match)
            {
                var import = new Import(match);
                if (before is not null && import.CompareTo(before) < 0)
                {
                    yield return $"line {number}: {import.Name} stands behind {before.Name}";
                }

                before = import;
            }
            else if (line.StartsWith('#'))
            {
                // What a condition may leave out is not sorted into the rest.
                before = null;
            }
            else if (line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal))
            {
                yield break;
            }
        }
    }

    [GeneratedRegex(@"^(?<global>global )?using (?<static>static )?((?<alias>\w+) = [^;]+|(?<name>[\w.:]+));")]
    private static partial Regex Pattern();

    private sealed class Import(Match match)
    {
        private readonly bool _isGlobal = match.Groups["global"].Success;
        private readonly int _kind = match.Groups["alias"].Success ? 2 : match.Groups["static"].Success ? 1 : 0;
        private readonly string[] _parts = (match.Groups["alias"].Value + match.Groups["name"].Value).Replace("global::", "", StringComparison.Ordinal).Split('.');

        public string Name => string.Join('.', _parts);

        public int CompareTo(Import other)
        {
            var order = other._isGlobal.CompareTo(_isGlobal);
            order = order != 0 ? order : _kind.CompareTo(other._kind);
            order = order != 0 ? order : other.IsOfSystem.CompareTo(IsOfSystem);
            for (var i = 0; order == 0 && i < Math.Min(_parts.Length, other._parts.Length); i++)
            {
                order = string.Compare(_parts[i], other._parts[i], StringComparison.OrdinalIgnoreCase);
            }

            return order != 0 ? order : _parts.Length.CompareTo(other._parts.Length);
        }

        private bool IsOfSystem => _kind < 2 && _parts[0] == "System";
    }
}
