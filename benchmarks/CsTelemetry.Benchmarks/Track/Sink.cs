using System.Buffers.Binary;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CsTelemetry.Benchmarks.Track;

/// <summary>A gRPC server that takes every batch and keeps nothing.</summary>
internal static class Sink
{
    private const int SequenceAt = 5 + 9 + 1;
    private const int FieldsAt = 5 + (3 * 9);

    public static async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        var server = builder.Build();
        server.Run(AnswerAsync);
        await server.StartAsync();
        return server;
    }

    public static Uri AddressOf(WebApplication server) =>
        new(server.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());

    private static async Task AnswerAsync(HttpContext call)
    {
        using var body = new MemoryStream();
        await call.Request.Body.CopyToAsync(body);
        call.Response.ContentType = "application/grpc";
        await call.Response.Body.WriteAsync(Reply(body.GetBuffer().AsSpan(0, (int)body.Length)));
        call.Features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers["grpc-status"] = "0";
    }

    // | 0 | length:4 | 0x09 batch sequence:8 | 0x10 accepted, as a varint of 5 bytes |
    private static byte[] Reply(ReadOnlySpan<byte> frame)
    {
        var reply = new byte[5 + 9 + 6];
        reply[4] = 9 + 6;
        reply[5] = 0x09;
        frame.Slice(SequenceAt, 8).CopyTo(reply.AsSpan(6));
        reply[14] = 0x10;
        var accepted = CountEvents(frame[FieldsAt..]);
        BinaryPrimitives.WriteInt32LittleEndian(reply.AsSpan(15), 0);
        for (var i = 0; i < 5; i++, accepted >>= 7)
        {
            reply[15 + i] = (byte)((accepted & 0x7f) | (i < 4 ? 0x80 : 0));
        }

        return reply;
    }

    private static int CountEvents(ReadOnlySpan<byte> fields)
    {
        var events = 0;
        for (; !fields.IsEmpty;)
        {
            events += fields[0] == 0x2a ? 1 : 0;
            int length = 0, at = 1;
            for (var shift = 0; ; shift += 7)
            {
                length |= (fields[at] & 0x7f) << shift;
                if (fields[at++] < 0x80)
                {
                    break;
                }
            }

            fields = fields[(at + length)..];
        }

        return events;
    }
}
