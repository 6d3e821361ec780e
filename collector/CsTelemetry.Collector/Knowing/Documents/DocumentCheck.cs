using System.Buffers;
using System.Globalization;
using System.Text;

namespace CsTelemetry.Collector.Knowing.Documents;

/// <summary>Collects what is wrong with one document, the first hundred faults of it. Not thread-safe.</summary>
internal sealed class DocumentCheck
{
    public const int MaxFaultCount = 100;
    public const int MaxTextLength = 200;
    public const int MaxKeyLength = 200;
    public const int MaxTagCount = 50;
    public const int MaxTagLength = 100;
    public const int MaxExternalIdCount = 20;
    public const int MaxLineCount = 10_000;
    public const int MaxPlanLineCount = 20_000;
    public const int MaxReleaseFeatureCount = 1000;
    public const double MaxSeats = 10_000_000;
    public const decimal MaxAmount = 1_000_000_000_000m;

    private static readonly DateOnly FirstDay = new(1970, 1, 1);
    private static readonly DateOnly LastDay = new(2100, 12, 31);

    private readonly List<KnowledgeFault> _faults = [];

    public IReadOnlyList<KnowledgeFault> Faults => _faults;

    public void Add(string pointer, string detail)
    {
        if (_faults.Count < MaxFaultCount)
        {
            _faults.Add(new KnowledgeFault($"/{pointer}", detail));
        }
    }

    public void Required<T>(string pointer, T? value)
        where T : struct
    {
        if (value is null)
        {
            Add(pointer, "It is missing; it is required.");
        }
    }

    public void Text(string pointer, string? value, int maxLength = MaxTextLength)
    {
        if (value is not null && TextFault(value, maxLength) is { } fault)
        {
            Add(pointer, fault);
        }
    }

    /// <summary>Checks a key, which must be there.</summary>
    public void Key(string pointer, string? value)
    {
        if (value is null)
        {
            Add(pointer, "It is missing; it is required.");
        }
        else
        {
            OptionalKey(pointer, value);
        }
    }

    public void OptionalKey(string pointer, string? value) => Text(pointer, value, MaxKeyLength);

    public void Number(string pointer, double? value, double least, double most, bool aboveLeast = false)
    {
        if (value is { } number && (!double.IsFinite(number) || number > most || (aboveLeast ? number <= least : number < least)))
        {
            Add(pointer, string.Create(CultureInfo.InvariantCulture, $"It is {number}; it must be {(aboveLeast ? "above " : "")}{least} to {most}."));
        }
    }

    public void Amount(string pointer, decimal? value)
    {
        if (value is < 0 or > MaxAmount)
        {
            Add(pointer, string.Create(CultureInfo.InvariantCulture, $"It is {value}; it must be 0 to {MaxAmount}."));
        }
    }

    public void Day(string pointer, DateOnly? day)
    {
        if (day < FirstDay || day > LastDay)
        {
            Add(pointer, string.Create(CultureInfo.InvariantCulture, $"It is {day:yyyy-MM-dd}; it must be {FirstDay:yyyy-MM-dd} to {LastDay:yyyy-MM-dd}."));
        }
    }

    public void Zone(string pointer, string? zone)
    {
        if (zone is not null && !ZoneNames.IsKnown(zone))
        {
            Add(pointer, $"\"{Shown(zone)}\" is no time zone; give an IANA name such as Europe/Berlin.");
        }
    }

    public void Country(string pointer, string? country)
    {
        if (country is not null && !CountryCodes.IsKnown(country))
        {
            Add(pointer, $"\"{Shown(country)}\" is no country; give two capital letters of ISO 3166-1, such as DE.");
        }
    }

    public void Tags(string pointer, IReadOnlyList<string>? tags) => Names(pointer, tags, MaxTagCount, MaxTagLength);

    public void Keys(string pointer, IReadOnlyList<string>? keys, int maxCount) => Names(pointer, keys, maxCount, MaxKeyLength);

    public void ExternalIds(string pointer, IReadOnlyDictionary<string, string>? ids)
    {
        if (ids?.Count > MaxExternalIdCount)
        {
            Add(pointer, $"It has {ids.Count} members; it may have {MaxExternalIdCount}.");
        }

        foreach (var (system, id) in ids ?? new Dictionary<string, string>())
        {
            if (TextFault(system, MaxTagLength) is { } fault)
            {
                Add(pointer, $"The system's name: {fault}");
            }

            Key($"{pointer}/{Shown(system).Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}", id);
        }
    }

    public void Seats(string pointer, SeatDays line)
    {
        Required($"{pointer}/seats", line.Seats);
        Number($"{pointer}/seats", line.Seats, 0, MaxSeats);
        OptionalKey($"{pointer}/product", line.Product);
    }

    public void Each<T>(string pointer, IReadOnlyList<T>? lines, Action<string, T> check)
        where T : class
    {
        for (var i = 0; i < lines?.Count && _faults.Count < MaxFaultCount; i++)
        {
            if (lines[i] is not null)
            {
                check($"{pointer}/{i}", lines[i]);
            }
        }
    }

    /// <summary>Checks the days of lines that belong to several subjects: each subject's must not overlap.</summary>
    public void Timelines<T>(string pointer, IReadOnlyList<T>? lines, Func<T, string> subject, int maxCount = MaxLineCount)
        where T : class, IDays =>
        TimelineCheck.Run(this, pointer, lines, subject, maxCount);

    internal static string Shown(string value) => value.Length <= 60 ? value : value[..60] + "…";

    internal static string? TextFault(string value, int maxLength) =>
        value.Length == 0 ? "It is empty; leave it out instead."
        : value.Length > maxLength ? $"It has {value.Length} characters; it may have {maxLength}."
        : value.Any(char.IsControl) ? "It has a control character; leave it out."
        : HasLoneSurrogate(value) ? "It is no valid Unicode text: a surrogate stands alone."
        : null;

    private static bool HasLoneSurrogate(string value)
    {
        for (var rest = value.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var consumed) != OperationStatus.Done)
            {
                return true;
            }

            rest = rest[consumed..];
        }

        return false;
    }

    private void Names(string pointer, IReadOnlyList<string>? names, int maxCount, int maxLength)
    {
        if (names?.Count > maxCount)
        {
            Add(pointer, $"It has {names.Count} items; it may have {maxCount}.");
        }

        for (var i = 0; i < names?.Count && _faults.Count < MaxFaultCount; i++)
        {
            if ((names[i] is null ? "It is null; leave it out." : TextFault(names[i], maxLength)) is { } fault)
            {
                Add($"{pointer}/{i}", fault);
            }
        }
    }
}
