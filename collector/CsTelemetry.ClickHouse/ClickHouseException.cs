using System.Net;
using CsTelemetry.ClickHouse.Http;

namespace CsTelemetry.ClickHouse;

/// <summary>Says that ClickHouse refused or failed a request, or could not be reached.</summary>
public sealed class ClickHouseException : Exception
{
    /// <summary>The <see cref="Name"/> when no answer came: refused, reset, cut off.</summary>
    public const string NetworkName = "NETWORK";

    /// <summary>The <see cref="Name"/> when the client's own time limit passed.</summary>
    public const string TimeoutName = "CLIENT_TIMEOUT";

    /// <summary>The <see cref="Name"/> when an answer is over a limit or is not what the reader expects.</summary>
    public const string AnswerName = "UNUSABLE_ANSWER";

    internal ClickHouseException(string message, int code, string name, string? queryId, bool isTransient, Exception? inner = null)
        : base(message, inner)
    {
        Code = code;
        Name = name;
        QueryId = queryId;
        IsTransient = isTransient;
    }

    /// <summary>Gets ClickHouse's error number, such as 60; 0 when the server gave none.</summary>
    public int Code { get; }

    /// <summary>Gets ClickHouse's error name, such as UNKNOWN_TABLE, or one of the constants here, or HTTP_503.</summary>
    public string Name { get; }

    /// <summary>Gets the query's id in the server's log; null when no answer came.</summary>
    public string? QueryId { get; }

    /// <summary>
    /// Gets whether the same request may succeed later: the network, a time limit, an overloaded or
    /// restarting server. False means that it never will.
    /// </summary>
    public bool IsTransient { get; }

    /// <summary>Gets whether the server refuses a row's values, so that the same insert without that row may succeed.</summary>
    public bool IsAboutData => DataErrors.Contain(Code);

    internal static ClickHouseException FromServer(HttpStatusCode status, int code, string text, string? queryId)
    {
        var error = ErrorText.Parse(text, code);
        var name = error.Name.Length > 0 ? error.Name : $"HTTP_{(int)status}";
        // Without a number it was not ClickHouse that spoke but something before it, such as a proxy.
        var isTransient = error.Code == 0 ? (int)status >= 500 || status == HttpStatusCode.TooManyRequests : TransientErrors.Contain(error.Code);
        var message = error.Message.Length > 0 ? error.Message : $"HTTP {(int)status} without an error text";
        return new ClickHouseException($"ClickHouse: {message}", error.Code, name, queryId, isTransient);
    }

    internal static ClickHouseException Unreachable(Uri url, Exception cause) => new(
        $"ClickHouse at {url.GetLeftPart(UriPartial.Authority)} broke off or was not reached: {cause.Message}", 0, NetworkName, null, isTransient: true, cause);

    internal static ClickHouseException TimedOut(Uri url, TimeSpan limit, Exception cause) => new(
        $"ClickHouse at {url.GetLeftPart(UriPartial.Authority)} did not answer within {limit.TotalSeconds:0.###} s.", 0, TimeoutName, null, isTransient: true, cause);

    internal static ClickHouseException Unusable(string message, string? queryId) =>
        new(message, 0, AnswerName, queryId, isTransient: false);
}
