using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;
using Microsoft.OpenApi;

namespace CsTelemetry.Collector.Receiving.Http;

/// <summary>Writes the contract's messages as JSON schemas, by protobuf's own mapping, among the components of a document. Used by one thread.</summary>
internal sealed class MessageSchemas(OpenApiDocument document)
{
    // The API has words of its own for some of the same things.
    private const string Prefix = "Intake";

    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>Refers to a message's schema, and adds it when it is new.</summary>
    public OpenApiSchemaReference Of(MessageDescriptor message)
    {
        var name = Prefix + message.Name;
        if (_known.Add(name))
        {
            var fields = message.Fields.InDeclarationOrder().ToDictionary(field => field.JsonName, Field);
            document.AddComponent(name, new OpenApiSchema { Type = JsonSchemaType.Object, Properties = fields });
        }

        return new OpenApiSchemaReference(name, document);
    }

    private IOpenApiSchema Field(FieldDescriptor field) =>
        field.IsRepeated ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = Single(field) } : Single(field);

    private IOpenApiSchema Single(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message => Of(field.MessageType),
        FieldType.Enum => new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. field.EnumType.Values.Select(value => (JsonNode)JsonValue.Create(value.Name))] },
        FieldType.String => new OpenApiSchema { Type = JsonSchemaType.String },
        FieldType.Bytes => new OpenApiSchema { Type = JsonSchemaType.String, Format = "byte" },
        FieldType.Bool => new OpenApiSchema { Type = JsonSchemaType.Boolean },
        FieldType.Double => new OpenApiSchema { Type = JsonSchemaType.Number, Format = "double" },
        FieldType.Float => new OpenApiSchema { Type = JsonSchemaType.Number, Format = "float" },

        // Numbers of 64 bits are texts in protobuf's JSON, for readers that have none; a number is taken, too.
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Integer, Format = "int64" },
        FieldType.UInt64 or FieldType.Fixed64 => new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Integer, Format = "uint64" },
        FieldType.UInt32 or FieldType.Fixed32 => new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "uint32" },
        _ => new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" },
    };
}
