using CsTelemetry.Protocol.Grpc.Reflection.V1;
using Google.Protobuf;
using Asked = CsTelemetry.Protocol.Grpc.Reflection.V1.ServerReflectionRequest.MessageRequestOneofCase;

namespace CsTelemetry.Grpc.Reflection;

/// <summary>Answers server reflection. A question it cannot answer gets an error as its answer, and the stream goes on.</summary>
internal sealed class ReflectionService(ReflectionIndex index)
{
    public const string Path = "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo";
    public const string OlderPath = "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo";

    public static void AddTo(GrpcMethodTable table, ReflectionIndex index)
    {
        var service = new ReflectionService(index);
        var requests = GrpcMarshaller.ForProtobuf(ServerReflectionRequest.Parser);
        var responses = GrpcMarshaller.ForProtobuf(ServerReflectionResponse.Parser);
        table.AddDuplex(Path, requests, responses, service.AnswerAllAsync, GrpcAccess.Open);
        table.AddDuplex(OlderPath, requests, responses, service.AnswerAllAsync, GrpcAccess.Open);
    }

    private async Task AnswerAllAsync(GrpcDuplexCall<ServerReflectionRequest, ServerReflectionResponse> call)
    {
        while (await call.ReadAsync() is { HasMessage: true, Message: var request })
        {
            var response = Answer(request);
            response.ValidHost = request.Host;
            response.OriginalRequest = request;
            await call.WriteAsync(response);
        }
    }

    private ServerReflectionResponse Answer(ServerReflectionRequest request) => request.MessageRequestCase switch
    {
        Asked.ListServices => ListServices(),
        Asked.FileByFilename => Files(index.FindFile(request.FileByFilename), $"file '{request.FileByFilename}'"),
        Asked.FileContainingSymbol => Files(index.FindSymbol(request.FileContainingSymbol), $"symbol '{request.FileContainingSymbol}'"),
        Asked.FileContainingExtension => NotFound($"extension {request.FileContainingExtension.ExtensionNumber} of '{request.FileContainingExtension.ContainingType}'"),
        Asked.AllExtensionNumbersOfType => Extensions(request.AllExtensionNumbersOfType),
        _ => Error(GrpcStatusCode.Unimplemented, "The question is of a kind that is not known here."),
    };

    private ServerReflectionResponse ListServices()
    {
        var list = new ListServiceResponse();
        list.Service.AddRange(index.Services.Select(name => new ServiceResponse { Name = name }));
        return new() { ListServicesResponse = list };
    }

    private static ServerReflectionResponse Files(IReadOnlyList<ByteString>? files, string what)
    {
        if (files is null)
        {
            return NotFound(what);
        }

        var response = new FileDescriptorResponse();
        response.FileDescriptorProto.AddRange(files);
        return new() { FileDescriptorResponse = response };
    }

    // proto3 messages have no extensions.
    private ServerReflectionResponse Extensions(string type) => index.KnowsMessage(type)
        ? new() { AllExtensionNumbersResponse = new ExtensionNumberResponse { BaseTypeName = type } }
        : NotFound($"message '{type}'");

    private static ServerReflectionResponse NotFound(string what) => Error(GrpcStatusCode.NotFound, $"There is no {what}.");

    private static ServerReflectionResponse Error(GrpcStatusCode code, string message) =>
        new() { ErrorResponse = new ErrorResponse { ErrorCode = (int)code, ErrorMessage = message } };
}
