using System.Text;

namespace CsTelemetry.ClickHouse.Http;

// A query that fails after its first bytes are out has already answered 200. The server then ends
// the body with (tag: 16 letters, announced in the header X-ClickHouse-Exception-Tag)
//
// | \r\n__exception__\r\n | tag \r\n | message \n | length ' ' tag \r\n | __exception__\r\n |
//
// Servers before 25.11 announce no tag and write only the marker and the message.

/// <summary>Finds the error with which ClickHouse ends a body that began as a success.</summary>
internal static class ExceptionTail
{
    /// <summary>The most bytes such an ending takes: 16 KiB of message and its frame.</summary>
    internal const int MaxBytes = 20 * 1024;

    internal const string TagHeader = "X-ClickHouse-Exception-Tag";

    /// <summary>Answers the error's text if <paramref name="body"/>, the last bytes of an answer, ends in one; else null.</summary>
    internal static string? Find(ReadOnlySpan<byte> body, string? tag)
    {
        var last = body.Length > MaxBytes ? body[^MaxBytes..] : body;
        var marker = Encoding.ASCII.GetBytes(tag is null ? "__exception__\r\nCode: " : $"\r\n__exception__\r\n{tag}\r\n");
        var at = last.LastIndexOf(marker);
        if (at < 0)
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(last[(tag is null ? at + "__exception__\r\n".Length : at + marker.Length)..]);
        var frame = tag is null ? text.Length : text.LastIndexOf($" {tag}\r\n__exception__", StringComparison.Ordinal);
        var message = frame < 0 ? text : text[..frame];
        // What is left after the last line break is the message's length.
        var lastBreak = tag is null ? -1 : message.LastIndexOf('\n');
        return lastBreak < 0 ? message : message[..lastBreak];
    }
}
