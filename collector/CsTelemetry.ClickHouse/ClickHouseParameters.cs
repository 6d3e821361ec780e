using System.Collections;
using CsTelemetry.ClickHouse.Http;

namespace CsTelemetry.ClickHouse;

/// <summary>
/// Holds the values of a statement's <c>{name:Type}</c> places. The server parses each as its type,
/// after it has parsed the statement, so a value can never become SQL. Use a collection
/// initializer: <c>new() { { "tenant", "acme" }, { "days", 28 } }</c>. Not thread-safe while added to.
/// </summary>
public sealed class ClickHouseParameters : IEnumerable<KeyValuePair<string, string>>
{
    private readonly List<KeyValuePair<string, string>> _texts = [];

    /// <summary>Gets the shared empty list.</summary>
    public static ClickHouseParameters None { get; } = new() { _isReadOnly = true };

    private bool _isReadOnly;

    /// <summary>Adds a String, or NULL for a Nullable(String).</summary>
    public void Add(string name, string? value) => AddText(name, value is null ? ParameterText.Null : ParameterText.Of(value));

    /// <summary>Adds a Bool.</summary>
    public void Add(string name, bool value) => AddText(name, value ? "true" : "false");

    /// <summary>Adds any integer of up to 32 bits.</summary>
    public void Add(string name, int value) => Add(name, (long)value);

    /// <summary>Adds any signed or small unsigned integer.</summary>
    public void Add(string name, long value) => AddText(name, ParameterText.Of(value));

    /// <summary>Adds a UInt64.</summary>
    public void Add(string name, ulong value) => AddText(name, ParameterText.Of(value));

    /// <summary>Adds a UInt128.</summary>
    public void Add(string name, UInt128 value) => AddText(name, ParameterText.Of(value));

    /// <summary>Adds a Float64.</summary>
    public void Add(string name, double value) => AddText(name, ParameterText.Of(value));

    /// <summary>Adds a Date.</summary>
    public void Add(string name, DateOnly value) => AddText(name, ParameterText.Of(value));

    /// <summary>Adds a <c>DateTime64(3, 'UTC')</c>; finer digits are cut. Say 'UTC' in the type.</summary>
    public void Add(string name, DateTimeOffset value) => AddText(name, ParameterText.Of(value));

    /// <summary>Adds an Array(String).</summary>
    public void Add(string name, IEnumerable<string> values) => AddText(name, ParameterText.OfArray(values.Select(ParameterText.Quoted)));

    /// <summary>Adds an array of integers.</summary>
    public void Add(string name, IEnumerable<long> values) => AddText(name, ParameterText.OfArray(values.Select(ParameterText.Of)));

    /// <summary>Adds an Array(UInt64).</summary>
    public void Add(string name, IEnumerable<ulong> values) => AddText(name, ParameterText.OfArray(values.Select(ParameterText.Of)));

    /// <summary>Adds an Array(Date).</summary>
    public void Add(string name, IEnumerable<DateOnly> values) =>
        AddText(name, ParameterText.OfArray(values.Select(value => $"'{ParameterText.Of(value)}'")));

    /// <summary>Adds all of another list.</summary>
    internal void AddAll(ClickHouseParameters others)
    {
        foreach (var (name, text) in others)
        {
            AddText(name, text);
        }
    }

    /// <summary>Lists names and texts in the order of adding.</summary>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _texts.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void AddText(string name, string text)
    {
        if (_isReadOnly)
        {
            throw new InvalidOperationException("ClickHouseParameters.None is shared; make a new list to add to.");
        }

        _texts.Add(new(Identifier.Check(name, "parameter"), text));
    }
}
