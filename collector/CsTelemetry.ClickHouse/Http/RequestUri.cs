using System.Text;

namespace CsTelemetry.ClickHouse.Http;

/// <summary>Builds the URL of one request: the endpoint plus an escaped query string.</summary>
internal sealed class RequestUri(Uri root)
{
    /// <summary>The server's own limit for one field of the query string (http_max_field_value_size).</summary>
    internal const int MaxFieldBytes = 128 * 1024;

    private readonly StringBuilder _query = new();

    internal RequestUri Add(string name, string value)
    {
        var text = Uri.EscapeDataString(value);
        if (text.Length > MaxFieldBytes)
        {
            throw new ArgumentException(
                $"The value of '{name}' takes {text.Length} bytes in the URL; the limit is {MaxFieldBytes}. Pass fewer items, or select them in SQL.",
                nameof(value));
        }

        _query.Append(_query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(text);
        return this;
    }

    internal RequestUri Add(IEnumerable<KeyValuePair<string, string>> fields, string prefix = "")
    {
        foreach (var (name, value) in fields)
        {
            Add(prefix + Identifier.Check(name, "setting or parameter"), value);
        }

        return this;
    }

    internal Uri Build() => new(root, _query.ToString());
}
