using System.Buffers.Text;
using System.Globalization;
using System.Text;
using CsTelemetry.Collector.Api.Contracts;

namespace CsTelemetry.Collector.Api;

/// <summary>The order of a list of scores, and its cursors. A cursor holds the day, the order and the place of the last item, so that a page follows the one before, whatever came between.</summary>
internal sealed class ScoreSort
{
    private const string Default = "account_id";
    private const char Separator = '\n';

    private static readonly Dictionary<string, Func<AdoptionScoreRow, double?>> Numbers = new(StringComparer.Ordinal)
    {
        ["score"] = row => row.Score,
        ["trend"] = row => row.AdoptionScoreTrend28d,
        ["updated_at"] = row => row.UpdatedAt.ToUnixTimeMilliseconds(),
    };

    private readonly Func<AdoptionScoreRow, double?>? _number;
    private readonly bool _descends;

    private ScoreSort(string name)
    {
        Name = name;
        _descends = name.StartsWith('-');
        _number = Numbers.GetValueOrDefault(_descends ? name[1..] : name);
    }

    /// <summary>Gets its name.</summary>
    public string Name { get; }

    /// <exception cref="InvalidParameterException">There is no such order.</exception>
    public static ScoreSort Read(string? text) =>
        string.IsNullOrEmpty(text) || text == Default ? new ScoreSort(Default)
        : Numbers.ContainsKey(text.TrimStart('-')) && text.LastIndexOf('-') <= 0 ? new ScoreSort(text)
        : throw new InvalidParameterException("sort", $"\"{text}\" is no order; it must be account_id, score, -score, trend, -trend, updated_at or -updated_at.");

    /// <summary>Gets the place of a row: numbers that are missing come last, equal ones by account.</summary>
    public (double Number, string AccountId) PlaceOf(AdoptionScoreRow row) =>
        _number is null ? (0, row.AccountId)
        : _number(row) is { } number ? (_descends ? -number : number, row.AccountId)
        : (double.PositiveInfinity, row.AccountId);

    public static int Compare((double Number, string AccountId) one, (double Number, string AccountId) other)
    {
        var byNumber = one.Number.CompareTo(other.Number);
        return byNumber != 0 ? byNumber : string.CompareOrdinal(one.AccountId, other.AccountId);
    }

    public string CursorAfter(DateOnly asOf, AdoptionScoreRow row)
    {
        var (number, account) = PlaceOf(row);
        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{asOf:O}{Separator}{Name}{Separator}{number:R}{Separator}{account}")));
    }

    /// <summary>Reads a cursor.</summary>
    /// <exception cref="InvalidParameterException">It is not one of this list in this order.</exception>
    public (DateOnly AsOf, double Number, string AccountId) ReadCursor(string cursor)
    {
        try
        {
            var parts = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Base64Url.DecodeFromChars(cursor)).Split(Separator, 4);
            if (parts.Length == 4 && parts[1] == Name
                && DateOnly.TryParseExact(parts[0], "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asOf)
                && double.TryParse(parts[2], NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            {
                return (asOf, number, parts[3]);
            }
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            // Said below.
        }

        throw new InvalidParameterException("cursor", "It is not a cursor of this list in this order; pass `next_cursor` of the page before, unchanged, with the same parameters.");
    }
}
