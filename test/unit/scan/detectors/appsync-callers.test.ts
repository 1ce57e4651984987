import { describe, expect, it } from 'vitest';
import type { ConnectionFact } from '../../../../src/core/model/fact.ts';
import { scan } from '../../../../src/core/scan/index.ts';
import { workspace } from '../../../support/workspace.ts';

const links = async (files: Parameters<typeof workspace>[0]): Promise<readonly string[]> => {
  const { facts } = await scan(workspace(files), {});
  return facts
    .filter((fact): fact is ConnectionFact => fact.kind === 'connection')
    .map((fact) => `${fact.from.slice(10)} -> ${fact.to.slice(10)} ${fact.flow}`);
};

const head = 'AWSTemplateFormatVersion: 2010-09-09\nTransform: AWS::Serverless-2016-10-31\n';
const api = `${head}Resources:\n  Graph:\n    Type: AWS::AppSync::GraphQLApi\n    Properties: { Name: graph }\n`;
const points = `${head}Parameters:
  GraphId: { Type: String }
Resources:
  PointsApi:
    Type: AWS::Serverless::Api
    Properties: { StageName: Prod }
  Source:
    Type: AWS::AppSync::DataSource
    Properties:
      ApiId: !Ref GraphId
      Type: HTTP
      HttpConfig: { Endpoint: !Sub "https://\${PointsApi}.execute-api.eu-west-1.amazonaws.com" }
`;
const booking = `${head}Parameters:
  GraphId: { Type: String }
Resources:
  Book:
    Type: AWS::StepFunctions::StateMachine
    Properties: { DefinitionString: "{}" }
  Role:
    Type: AWS::IAM::Role
    Properties:
      Policies:
        - PolicyName: start
          PolicyDocument:
            Statement: [{ Effect: Allow, Action: ["states:StartExecution"], Resource: !Ref Book }]
  Source:
    Type: AWS::AppSync::DataSource
    Properties:
      ApiId: !Ref GraphId
      Type: HTTP
      ServiceRoleArn: !GetAtt Role.Arn
      HttpConfig: { Endpoint: !Sub "https://states.\${AWS::Region}.amazonaws.com/" }
`;

describe('a data source of a GraphQL API of another stack', () => {
  it('shows that the API calls what the data source leads to', async () => {
    expect(await links({ 'graph/template.yaml': api, 'points/template.yaml': points })).toEqual(['graph -> pointsapi forward']);
  });

  it('shows it by what its role permits, where it leads to the interface of a service', async () => {
    expect(await links({ 'graph/template.yaml': api, 'booking/template.yaml': booking })).toEqual(['graph -> book forward']);
  });

  it('shows nothing where the workspace has two such APIs, or none', async () => {
    const other = api.replace('Graph:', 'Other:').replace('name: graph', 'name: other');
    expect(await links({ 'points/template.yaml': points })).toEqual([]);
    expect(await links({ 'a/template.yaml': api, 'b/template.yaml': other, 'points/template.yaml': points })).toEqual([]);
  });
});
