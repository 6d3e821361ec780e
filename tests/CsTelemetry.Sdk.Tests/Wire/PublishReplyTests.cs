using CsTelemetry.Protocol.V1;
using CsTelemetry.Wire;
using Google.Protobuf;

namespace CsTelemetry.Sdk.Tests.Wire;

public sealed class PublishReplyTests
{
    [Fact]
    public void A_reply_is_read_as_the_generated_message_wrote_it()
    {
        var message = new PublishResponse { BatchSequence = 9, AcceptedCount = 498, Duplicate = true };
        message.Rejected.Add(new Protocol.V1.RejectedEvent { Index = 3, Code = RejectionCode.TooLate, Message = "occurred_at is old" });
        message.Rejected.Add(new Protocol.V1.RejectedEvent { Index = 400, Code = (RejectionCode)77 });

        var reply = PublishReply.Read(message.ToByteArray())!;

        Assert.Equal((9UL, 498U, true, "occurred_at is old"), (reply.BatchSequence, reply.AcceptedCount, reply.IsDuplicate, reply.FirstMessage));
        Assert.Equal([new(3, RejectionReason.TooLate), new(400, RejectionReason.Other)], reply.Rejected);
    }

    [Theory]
    [InlineData(9, 500, true)]
    [InlineData(8, 500, false)]
    [InlineData(9, 499, false)]
    [InlineData(9, 501, false)]
    public void A_reply_answers_only_the_batch_whose_events_it_accounts_for(ulong sequence, int events, bool expected) =>
        Assert.Equal(expected, new PublishReply(9, 500, [], null, false).Answers(sequence, events));

    [Fact]
    public void A_reply_that_rejects_an_event_beyond_the_batch_answers_nothing() =>
        Assert.False(new PublishReply(9, 1, [new(2, RejectionReason.TooLate)], null, false).Answers(9, 2));

    [Fact]
    public void Broken_bytes_give_no_reply_or_some_reply_and_never_an_exception()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var message = new PublishResponse { BatchSequence = 9, AcceptedCount = 498 };
        message.Rejected.Add(new Protocol.V1.RejectedEvent { Index = 3, Code = RejectionCode.TooLate, Message = "m" });
        for (var round = 0; round < 5_000; round++)
        {
            var bytes = message.ToByteArray();
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);

            var failure = Record.Exception(() => PublishReply.Read(bytes.AsSpan(0, random.Next(bytes.Length + 1))));

            Assert.True(failure is null, $"seed {seed}, round {round}: {failure}");
        }
    }

    [Fact]
    public void A_reply_that_is_cut_off_is_no_reply()
    {
        var bytes = new PublishResponse { BatchSequence = 9, AcceptedCount = 498 }.ToByteArray();

        Assert.Null(PublishReply.Read(bytes.AsSpan(0, bytes.Length - 1)));
    }
}
